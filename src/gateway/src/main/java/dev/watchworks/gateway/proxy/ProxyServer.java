package dev.watchworks.gateway.proxy;

import dev.watchworks.gateway.cluster.ClusterClient;
import dev.watchworks.gateway.cluster.ClusterTarget;
import dev.watchworks.gateway.cluster.RequestLimit;
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
import org.jspecify.annotations.Nullable;

/** The running proxy: a listening server, a client of the cluster, and what goes on between them. */
public final class ProxyServer implements AutoCloseable {
    private final AtomicBoolean closed = new AtomicBoolean();
    private final FaultPlan plan;
    private final Exchanges exchanges;
    private final LoopbackServer server;
    private final ListeningDoor door;

    private ProxyServer(
            ClusterTarget target, RequestLimit limit, Authority authority, String token, Recorder recorder) {
        plan = new FaultPlan(new LaterDoor(), this::pause, recorder::faultStruck);
        exchanges = new Exchanges(new ClusterClient(target), limit, plan, recorder);
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
    public static ProxyServer start(
            ClusterTarget target, RequestLimit limit, Authority authority, String token, Recorder recorder) {
        return new ProxyServer(target, limit, authority, token, recorder);
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
        exchanges.timer().schedule(() -> over.complete(null), duration.toNanos(), TimeUnit.NANOSECONDS);
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
