package dev.watchworks.apiserver.controllers.latency;

import java.time.Duration;

/**
 * How long scheduler, kubelet and containers take in a simulated cluster.
 *
 * @param toSchedule from a pod's creation to its binding
 * @param toAdmit from the binding to the kubelet's first status, ContainerCreating
 * @param toPull for an image that the node does not have yet
 * @param toStart from the pulled image to running containers
 * @param toStop from the request to delete a pod to the end of its containers; never longer than the pod's grace period
 * @param heartbeat between two renewals of the node's lease; zero for none, because each uses a resourceVersion
 */
public record SimulatedLatency(
        Duration toSchedule, Duration toAdmit, Duration toPull, Duration toStart, Duration toStop, Duration heartbeat) {

    public SimulatedLatency {
        for (Duration duration : new Duration[] {toSchedule, toAdmit, toPull, toStart, toStop, heartbeat}) {
            if (duration.isNegative()) {
                throw new IllegalArgumentException("A latency must not be negative, but one is " + duration);
            }
        }
    }

    /** A pod runs after about 0.2 s and is gone 0.2 s after its deletion: slow enough to see every state in a watch. */
    public static SimulatedLatency quick() {
        return new SimulatedLatency(millis(5), millis(15), millis(100), millis(30), millis(200), Duration.ZERO);
    }

    /** No latency at all. */
    public static SimulatedLatency immediate() {
        return new SimulatedLatency(
                Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);
    }

    /** About the latency of a small real cluster, with heartbeats. */
    public static SimulatedLatency realistic() {
        return new SimulatedLatency(
                millis(20), millis(200), millis(2500), millis(500), millis(1000), Duration.ofSeconds(10));
    }

    /** The same latency with another time between heartbeats. */
    public SimulatedLatency withHeartbeat(Duration period) {
        return new SimulatedLatency(toSchedule, toAdmit, toPull, toStart, toStop, period);
    }

    private static Duration millis(long count) {
        return Duration.ofMillis(count);
    }
}
