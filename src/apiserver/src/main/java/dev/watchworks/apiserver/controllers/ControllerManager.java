package dev.watchworks.apiserver.controllers;

import dev.watchworks.apiserver.controllers.controlplane.KubernetesServiceController;
import dev.watchworks.apiserver.controllers.deployment.DeploymentController;
import dev.watchworks.apiserver.controllers.endpoint.EndpointController;
import dev.watchworks.apiserver.controllers.endpoint.EndpointSliceController;
import dev.watchworks.apiserver.controllers.events.EventRecorder;
import dev.watchworks.apiserver.controllers.garbagecollector.GarbageCollector;
import dev.watchworks.apiserver.controllers.kubelet.NodeIdentity;
import dev.watchworks.apiserver.controllers.kubelet.NodeLeaseController;
import dev.watchworks.apiserver.controllers.kubelet.NodeRegistration;
import dev.watchworks.apiserver.controllers.kubelet.SimulatedKubelet;
import dev.watchworks.apiserver.controllers.namespace.NamespaceController;
import dev.watchworks.apiserver.controllers.namespace.NamespaceDefaultsController;
import dev.watchworks.apiserver.controllers.replicaset.ReplicaSetController;
import dev.watchworks.apiserver.controllers.runtime.Controller;
import dev.watchworks.apiserver.controllers.runtime.ControllerContext;
import dev.watchworks.apiserver.controllers.runtime.ControllerThreads;
import dev.watchworks.apiserver.controllers.runtime.SharedInformerFactory;
import dev.watchworks.apiserver.controllers.scheduler.Scheduler;
import dev.watchworks.apiserver.registry.InProcessClient;
import dev.watchworks.apiserver.storage.Timers;
import java.util.List;
import java.util.Random;

/**
 * All controllers of a cluster: deployments, replica sets, scheduler, simulated kubelet, endpoints, garbage collection
 * and namespaces. They share a few daemon threads, which sleep while nothing changes.
 *
 * <p>Clients see what a cluster of Kubernetes 1.34 shows, with these differences:
 *
 * <ul>
 *   <li>No image is pulled and no container runs. Every image exists, probes succeed, and containers end only when their
 *       pod is deleted, with exit code 0.
 *   <li>The grace period of a deleted pod is cut to {@code SimulatedLatency.toStop()}. Its deletionTimestamp is not.
 *   <li>The scheduler considers only readiness, cordoning, taints, node selectors and the number of pods.
 *   <li>The label {@code pod-template-hash} has another value of the same form.
 *   <li>A rolling update never exceeds its bounds. A real one may exceed them while a replica set catches up.
 *   <li>Events are kept for ever, and the node's lease is renewed only on request.
 * </ul>
 */
public final class ControllerManager implements AutoCloseable {
    private final InProcessClient registry;
    private final ControllerManagerSettings settings;
    private final Timers timers;
    private final ControllerThreads threads = new ControllerThreads();
    private final SharedInformerFactory informers;

    private List<Controller<?>> controllers = List.of();
    private boolean closed;

    private ControllerManager(InProcessClient registry, ControllerManagerSettings settings, Timers timers) {
        this.registry = registry;
        this.settings = settings;
        this.timers = timers;
        this.informers = new SharedInformerFactory(registry);
    }

    /**
     * Starts the controllers on their own threads and returns at once: the first request needs none of them, and in a
     * JVM that has just started they would delay it by some 50 ms.
     *
     * @param timers for delays; the caller closes them after this manager
     */
    public static ControllerManager start(InProcessClient registry, ControllerManagerSettings settings, Timers timers) {
        ControllerManager manager = new ControllerManager(registry, settings, timers);
        manager.threads.execute(manager::run);
        return manager;
    }

    private synchronized void run() {
        if (closed) {
            return;
        }
        controllers = controllers();
        controllers.forEach(controller -> controller.addEventHandlers(informers));
        informers.start();
    }

    private List<Controller<?>> controllers() {
        ControllerContext context = new ControllerContext(
                registry,
                settings.clock(),
                threads,
                timers,
                new EventRecorder(registry, settings.clock()),
                settings.latency());
        ControllerContext manager = context.writingAs("kube-controller-manager");
        ControllerContext kubelet = context.writingAs("kubelet");
        ControllerContext apiServer = context.writingAs("kube-apiserver");
        NodeIdentity node = NodeIdentity.standard();
        threads.execute(() -> new NodeRegistration(kubelet.registry(), settings.clock(), node).register());
        return List.of(
                new DeploymentController(manager),
                new ReplicaSetController(manager),
                new EndpointSliceController(manager),
                new EndpointController(manager),
                new Scheduler(context.writingAs("kube-scheduler")),
                new SimulatedKubelet(kubelet, node, new Random(settings.seed())),
                new NodeLeaseController(kubelet, node),
                new KubernetesServiceController(apiServer, node.address(), settings.port()),
                new GarbageCollector(manager),
                new NamespaceController(manager),
                new NamespaceDefaultsController(manager, settings.certificateAuthority()));
    }

    /** Stops all controllers and waits until their threads have ended; drops the keys that are still in the queues. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            informers.close();
            controllers.forEach(Controller::close);
        }
        threads.close();
    }
}
