package dev.watchworks.apiserver.errors;

/**
 * The object of a failure: the {@code details} of a Status.
 *
 * @param group API group, empty for the core group
 * @param kind plural of the resource; the kind when the object is invalid
 * @param name name of the object; may be empty
 */
public record StatusSubject(String group, String kind, String name) {

    /** The start of messages: {@code deployments.apps "web"}. */
    String quoted() {
        return qualified() + " \"" + name + '"';
    }

    /** {@code deployments.apps}. */
    public String qualified() {
        return group.isEmpty() ? kind : kind + "." + group;
    }
}
