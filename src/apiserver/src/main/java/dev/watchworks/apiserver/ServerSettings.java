package dev.watchworks.apiserver;

import dev.watchworks.apiserver.controllers.latency.SimulatedLatency;
import dev.watchworks.apiserver.storage.HistorySettings;
import dev.watchworks.loopback.CertificateAuthority;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * What a server is started with; {@link EmbeddedApiServer.Builder} says what each means.
 *
 * @param authority signs the server's certificate; null for a new one
 * @param token empty where none is asked for
 * @param pace null without control loops
 * @param requestsInFlight how many requests are answered at a time; 0 for any number
 */
record ServerSettings(
        boolean isSecure,
        @Nullable CertificateAuthority authority,
        int port,
        String token,
        @Nullable SimulatedLatency pace,
        Clock clock,
        long seed,
        HistorySettings history,
        int requestsInFlight) {}
