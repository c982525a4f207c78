package dev.watchworks.apiserver.controllers;

import dev.watchworks.apiserver.controllers.latency.SimulatedLatency;
import java.time.Clock;

/**
 * What the control loops have to be told.
 *
 * @param pace how fast pods start and stop
 * @param clock dates what the loops write
 * @param seed for container ids
 * @param certificateAuthority in PEM, for the config maps {@code kube-root-ca.crt}; empty without TLS
 * @param clusterAddress of the service {@code kubernetes}
 * @param port on which the API server listens
 */
public record ControllerManagerSettings(
        SimulatedLatency pace, Clock clock, long seed, String certificateAuthority, String clusterAddress, int port) {

    /** The address that a control plane gives its own service: the first of the default range. */
    private static final String FIRST_CLUSTER_ADDRESS = "10.96.0.1";

    /** A quick pace, the system's time, a server without TLS on port 443. */
    public static ControllerManagerSettings defaults() {
        return new ControllerManagerSettings(
                SimulatedLatency.quick(), Clock.systemUTC(), 0, "", FIRST_CLUSTER_ADDRESS, 443);
    }

    public ControllerManagerSettings withPace(SimulatedLatency other) {
        return new ControllerManagerSettings(other, clock, seed, certificateAuthority, clusterAddress, port);
    }

    public ControllerManagerSettings withClock(Clock other) {
        return new ControllerManagerSettings(pace, other, seed, certificateAuthority, clusterAddress, port);
    }

    public ControllerManagerSettings withSeed(long other) {
        return new ControllerManagerSettings(pace, clock, other, certificateAuthority, clusterAddress, port);
    }

    /** For a server with TLS; certificates in PEM. */
    public ControllerManagerSettings withCertificateAuthority(String certificates) {
        return new ControllerManagerSettings(pace, clock, seed, certificates, clusterAddress, port);
    }

    public ControllerManagerSettings withPort(int other) {
        return new ControllerManagerSettings(pace, clock, seed, certificateAuthority, clusterAddress, other);
    }
}
