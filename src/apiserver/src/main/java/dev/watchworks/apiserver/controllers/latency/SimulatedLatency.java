package dev.watchworks.apiserver.controllers.latency;

import java.time.Duration;

/**
 * How long the pretended machinery takes.
 *
 * @param toSchedule from a pod's creation to its binding
 * @param toAdmit from the binding to the kubelet's first status, ContainerCreating
 * @param toPull for an image that the node does not have yet
 * @param toStart from the pulled image to running containers
 * @param toStop from the request to delete a pod to the end of its containers; the pod's own grace period bounds it
 * @param heartbeat between two renewals of the node's lease; zero for none, because each takes a resourceVersion
 */
public record SimulatedLatency(
        Duration toSchedule, Duration toAdmit, Duration toPull, Duration toStart, Duration toStop, Duration heartbeat) {

    public SimulatedLatency {
        for (Duration duration : new Duration[] {toSchedule, toAdmit, toPull, toStart, toStop, heartbeat}) {
            if (duration.isNegative()) {
                throw new IllegalArgumentException("A pace has no negative durations, but this one has " + duration);
            }
        }
    }

    /** Running after about a fifth of a second, gone after about as long: slow enough to see every state in a watch. */
    public static SimulatedLatency quick() {
        return new SimulatedLatency(millis(5), millis(15), millis(100), millis(30), millis(200), Duration.ZERO);
    }

    /** Everything at once. */
    public static SimulatedLatency immediate() {
        return new SimulatedLatency(
                Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);
    }

    /** About what a small real cluster needs, with its heart-beats. */
    public static SimulatedLatency realistic() {
        return new SimulatedLatency(
                millis(20), millis(200), millis(2500), millis(500), millis(1000), Duration.ofSeconds(10));
    }

    /** The same pace with another time between heart-beats. */
    public SimulatedLatency withHeartbeat(Duration period) {
        return new SimulatedLatency(toSchedule, toAdmit, toPull, toStart, toStop, period);
    }

    private static Duration millis(long count) {
        return Duration.ofMillis(count);
    }
}
