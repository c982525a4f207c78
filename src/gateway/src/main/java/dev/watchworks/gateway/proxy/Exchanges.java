package dev.watchworks.gateway.proxy;

import dev.watchworks.gateway.cluster.ClusterClient;
import dev.watchworks.gateway.fault.FaultPlan;
import dev.watchworks.gateway.wire.Ending;
import dev.watchworks.gateway.wire.Recorder;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/** The exchanges that are going on, and what each of them works with. */
final class Exchanges {
    private final ClusterClient cluster;
    private final FaultPlan plan;
    private final Recorder recorder;
    private final Executor executor;
    private final Set<ProxiedExchange> open = ConcurrentHashMap.newKeySet();

    Exchanges(ClusterClient cluster, FaultPlan plan, Recorder recorder, Executor executor) {
        this.cluster = cluster;
        this.plan = plan;
        this.recorder = recorder;
        this.executor = executor;
    }

    ClusterClient cluster() {
        return cluster;
    }

    FaultPlan plan() {
        return plan;
    }

    Recorder recorder() {
        return recorder;
    }

    Executor executor() {
        return executor;
    }

    void add(ProxiedExchange exchange) {
        open.add(exchange);
    }

    void remove(ProxiedExchange exchange) {
        open.remove(exchange);
    }

    /** Ends all of them; their connections are about to be closed. */
    void breakOff(Ending ending) {
        List.copyOf(open).forEach(exchange -> exchange.breakOff(ending, "", () -> {}));
    }
}
