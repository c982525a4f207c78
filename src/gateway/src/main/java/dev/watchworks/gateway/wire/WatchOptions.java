package dev.watchworks.gateway.wire;

import org.jspecify.annotations.Nullable;

/**
 * The list and watch options of a request as the client sent them, before any default. Kubernetes defines them as
 * ListOptions in the group meta.k8s.io.
 *
 * @param watch whether {@code watch} is true
 * @param resourceVersion empty when absent
 * @param resourceVersionMatch empty when absent
 * @param timeoutSeconds null when absent or not a number
 * @param limit null when absent or not a number
 * @param continueToken empty when absent
 * @param fieldSelector empty when absent
 * @param labelSelector empty when absent
 * @param allowWatchBookmarks false when absent
 * @param sendInitialEvents null when absent
 */
public record WatchOptions(
        boolean watch,
        String resourceVersion,
        String resourceVersionMatch,
        @Nullable Long timeoutSeconds,
        @Nullable Long limit,
        String continueToken,
        String fieldSelector,
        String labelSelector,
        boolean allowWatchBookmarks,
        @Nullable Boolean sendInitialEvents) {

    /** Reads the options from a raw query without its question mark. It ignores unknown parameters. */
    public static WatchOptions parse(String query) {
        RequestQuery parameters = RequestQuery.parse(query);
        return new WatchOptions(
                Boolean.TRUE.equals(parameters.flag("watch")),
                parameters.text("resourceVersion"),
                parameters.text("resourceVersionMatch"),
                parameters.number("timeoutSeconds"),
                parameters.number("limit"),
                parameters.text("continue"),
                parameters.text("fieldSelector"),
                parameters.text("labelSelector"),
                Boolean.TRUE.equals(parameters.flag("allowWatchBookmarks")),
                parameters.flag("sendInitialEvents"));
    }

    /** Returns whether the client named a version, other than 0, which means any version. */
    public boolean namesVersion() {
        return !resourceVersion.isEmpty() && !resourceVersion.equals("0");
    }
}
