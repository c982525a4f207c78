package dev.watchworks.gateway.proxy;

import dev.watchworks.gateway.cluster.ClusterClient;
import dev.watchworks.gateway.cluster.RequestRateLimiter;
import dev.watchworks.gateway.fault.FaultInjector;
import dev.watchworks.gateway.fault.ListeningSocketFault;
import dev.watchworks.gateway.wire.Ending;
import dev.watchworks.gateway.wire.WireLogRecorder;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Server;
import org.jspecify.annotations.Nullable;

/** What all exchanges share, and which exchanges are open. */
final class ProxyContext {
    private final ClusterClient cluster;
    private final RequestRateLimiter rateLimiter;
    private final FaultInjector injector;
    private final WireLogRecorder recorder;
    private final Set<ProxiedExchange> open = ConcurrentHashMap.newKeySet();

    private volatile @Nullable Server server;

    ProxyContext(
            ClusterClient cluster,
            RequestRateLimiter rateLimiter,
            WireLogRecorder recorder,
            ListeningSocketFault.ListeningSocket socket) {
        this.cluster = cluster;
        this.rateLimiter = rateLimiter;
        this.recorder = recorder;
        injector = new FaultInjector(socket, this::after, recorder::faultStruck);
    }

    ClusterClient cluster() {
        return cluster;
    }

    /** Runs this when the rate limit allows another request: at once, or later on a thread of the server. */
    void whenAllowed(Runnable send) {
        Duration wait = rateLimiter.reserve();
        if (wait.isZero()) {
            send.run();
        } else {
            after(wait).thenRun(send);
        }
    }

    /** Returns a future that completes after a delay, on a thread of the server. */
    private CompletableFuture<Void> after(Duration delay) {
        CompletableFuture<Void> over = new CompletableFuture<>();
        server().getScheduler()
                .schedule(() -> executor().execute(() -> over.complete(null)), delay.toNanos(), TimeUnit.NANOSECONDS);
        return over;
    }

    FaultInjector injector() {
        return injector;
    }

    WireLogRecorder recorder() {
        return recorder;
    }

    /** Starts the client of the cluster, on the threads of a server that is starting. */
    void start(Server starting) throws Exception {
        server = starting;
        cluster.start(starting.getThreadPool(), starting.getScheduler());
    }

    /** Closes all connections to the cluster. */
    void stop() throws Exception {
        cluster.close();
    }

    Executor executor() {
        return server().getThreadPool();
    }

    private Server server() {
        return Objects.requireNonNull(server, "the gateway is not started");
    }

    void add(ProxiedExchange exchange) {
        open.add(exchange);
    }

    void remove(ProxiedExchange exchange) {
        open.remove(exchange);
    }

    /** Ends all exchanges. The caller closes their connections afterwards. */
    void breakOff(Ending ending) {
        List.copyOf(open).forEach(exchange -> exchange.breakOff(ending, "", () -> {}));
    }
}
