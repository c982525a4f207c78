package dev.watchworks.apiserver.controllers.events;

/**
 * Who tells of an event.
 *
 * @param component such as {@code kubelet}
 * @param host the node that it runs on, or empty
 * @param process the program of which it is a part, and as which it writes, such as {@code kube-controller-manager}
 * @param style how the component writes its events
 */
public record EventSource(String component, String host, String process, Style style) {

    /** The two ways of writing events that clusters show side by side. */
    public enum Style {
        /** With count, firstTimestamp and lastTimestamp, as client-go's {@code tools/record} writes them. */
        COUNTED,
        /** With eventTime, action and series, as client-go's {@code tools/events} writes them. */
        SERIES
    }

    /** A controller of the control plane. */
    public static EventSource controller(String component) {
        return new EventSource(component, "", "kube-controller-manager", Style.COUNTED);
    }
}
