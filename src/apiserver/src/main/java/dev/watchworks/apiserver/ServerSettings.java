package dev.watchworks.apiserver;

import dev.watchworks.apiserver.controllers.latency.SimulatedLatency;
import dev.watchworks.apiserver.storage.HistorySettings;
import dev.watchworks.loopback.CertificateAuthority;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a server, as in {@link EmbeddedApiServer.Builder}.
 *
 * @param authority null for a new one
 * @param token empty for a server without a token
 * @param simulatedLatency null for a server without controllers
 * @param requestsInFlight 0 for any number
 */
record ServerSettings(
        boolean isSecure,
        @Nullable CertificateAuthority authority,
        int port,
        String token,
        @Nullable SimulatedLatency simulatedLatency,
        Clock clock,
        long seed,
        HistorySettings history,
        int requestsInFlight) {}
