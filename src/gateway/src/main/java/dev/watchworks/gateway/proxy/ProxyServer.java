package dev.watchworks.gateway.proxy;

import dev.watchworks.gateway.cluster.ClusterClient;
import dev.watchworks.gateway.cluster.ClusterTarget;
import dev.watchworks.gateway.fault.DoorFault;
import dev.watchworks.gateway.fault.FaultPlan;
import dev.watchworks.gateway.fault.Faults;
import dev.watchworks.gateway.wire.Ending;
import dev.watchworks.gateway.wire.Recorder;
import dev.watchworks.loopback.Authority;
import dev.watchworks.loopback.LoopbackServer;
import dev.watchworks.loopback.LoopbackSettings;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/** The running proxy: a listening server, a client of the cluster, and what goes on between them. */
public final class ProxyServer implements AutoCloseable {
    private static final int IDLE_THREADS = 2;

    /** Nothing in the proxy waits on a thread, so a few serve any number of streams. */
    private static final int MOST_THREADS = 16;

    private static final Duration THREAD_IDLE = Duration.ofSeconds(10);
    private static final Duration LONGEST_GOODBYE = Duration.ofMillis(200);

    private final QueuedThreadPool threads = new QueuedThreadPool(
            MOST_THREADS, IDLE_THREADS, Math.toIntExact(THREAD_IDLE.toMillis()));
    private final Scheduler timer = new ScheduledExecutorScheduler("gateway-cluster-timer", true);
    private final AtomicBoolean closed = new AtomicBoolean();
    private final ClusterClient cluster;
    private final FaultPlan plan;
    private final Exchanges exchanges;
    private final LoopbackServer server;
    private final ListeningDoor door;

    private ProxyServer(ClusterTarget target, Authority authority, String token, Recorder recorder) throws Exception {
        threads.setName("gateway-cluster");
        threads.setDaemon(true);
        threads.setStopTimeout(LONGEST_GOODBYE.toMillis());
        threads.start();
        timer.start();
        cluster = new ClusterClient(target, threads, timer);
        cluster.start();
        plan = new FaultPlan(new LaterDoor(), this::pause, recorder::faultStruck);
        exchanges = new Exchanges(cluster, plan, recorder, threads);
        ClientConnections connections = new ClientConnections(recorder);
        server = LoopbackServer.start(
                LoopbackSettings.https("gateway", authority), new GatewayHandler(exchanges, connections, token));
        door = new ListeningDoor(server, connections, exchanges);
    }

    /**
     * Starts a proxy; when this returns, it listens.
     *
     * @throws IllegalStateException when it cannot
     */
    public static ProxyServer start(ClusterTarget target, Authority authority, String token, Recorder recorder) {
        try {
            return new ProxyServer(target, authority, token, recorder);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("the gateway did not start: " + e.getMessage(), e);
        }
    }

    /** Where it listens, without a slash at its end. */
    public URI uri() {
        return server.uri();
    }

    /** Where faults are armed. */
    public Faults faults() {
        return plan.faults();
    }

    private CompletionStage<Void> pause(Duration duration) {
        CompletableFuture<Void> over = new CompletableFuture<>();
        timer.schedule(() -> over.complete(null), duration.toNanos(), TimeUnit.NANOSECONDS);
        return over;
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        exchanges.breakOff(Ending.GATEWAY_CLOSED);
        door.open();
        server.close();
        try {
            cluster.close();
            timer.stop();
            threads.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the gateway did not stop: " + e.getMessage(), e);
        }
    }

    /** The plan is made before the door is there; no fault strikes before that. */
    private final class LaterDoor implements DoorFault.Door {
        @Override
        public void shut() {
            there().shut();
        }

        @Override
        public void dropConnections() {
            there().dropConnections();
        }

        @Override
        public void open() {
            there().open();
        }

        private DoorFault.Door there() {
            @Nullable ListeningDoor opened = door;
            return Objects.requireNonNull(opened, "the gateway is still starting");
        }
    }
}
