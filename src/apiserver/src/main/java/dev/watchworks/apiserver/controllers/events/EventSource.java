package dev.watchworks.apiserver.controllers.events;

/**
 * The component that records an event.
 *
 * @param component such as {@code kubelet}
 * @param host the node on which it runs, or empty
 * @param process the program that contains it, such as {@code kube-controller-manager}; the field manager of its writes
 * @param style how the component writes its events
 */
public record EventSource(String component, String host, String process, Style style) {

    /** The two forms of events in a cluster. */
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
