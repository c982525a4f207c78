package dev.watchworks.apiserver.controllers;

import dev.watchworks.apiserver.controllers.latency.SimulatedLatency;
import java.time.Clock;

/**
 * The settings of a cluster's controllers.
 *
 * @param latency how fast pods start and stop
 * @param clock for the timestamps that controllers write
 * @param seed for container ids
 * @param certificateAuthority in PEM, for the config maps {@code kube-root-ca.crt}; empty without TLS
 * @param port on which the API server listens
 */
public record ControllerManagerSettings(
        SimulatedLatency latency, Clock clock, long seed, String certificateAuthority, int port) {}
