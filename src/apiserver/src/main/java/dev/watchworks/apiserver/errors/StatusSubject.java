package dev.watchworks.apiserver.errors;

/**
 * What a failure is about: the {@code details} of a Status.
 *
 * @param group API group, empty for the core group
 * @param kind plural of the resource, or the kind where an object was refused for its fields
 * @param name of the object; may be empty
 */
public record StatusSubject(String group, String kind, String name) {

    /** {@code deployments.apps "web"}, as messages begin. */
    String quoted() {
        return qualified() + " \"" + name + '"';
    }

    /** {@code deployments.apps}. */
    public String qualified() {
        return group.isEmpty() ? kind : kind + "." + group;
    }
}
