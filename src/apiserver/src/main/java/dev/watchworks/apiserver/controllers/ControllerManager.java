package dev.watchworks.apiserver.controllers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.controllers.controlplane.KubernetesServiceController;
import dev.watchworks.apiserver.controllers.controlplane.SystemNamespaces;
import dev.watchworks.apiserver.controllers.deployment.DeploymentController;
import dev.watchworks.apiserver.controllers.endpoint.EndpointController;
import dev.watchworks.apiserver.controllers.endpoint.EndpointSliceController;
import dev.watchworks.apiserver.controllers.events.EventRecorder;
import dev.watchworks.apiserver.controllers.garbagecollector.GarbageCollector;
import dev.watchworks.apiserver.controllers.kubelet.ContainerEvents;
import dev.watchworks.apiserver.controllers.kubelet.NodeIdentity;
import dev.watchworks.apiserver.controllers.kubelet.NodeLeaseController;
import dev.watchworks.apiserver.controllers.kubelet.NodeRegistration;
import dev.watchworks.apiserver.controllers.kubelet.SimulatedKubelet;
import dev.watchworks.apiserver.controllers.namespace.NamespaceController;
import dev.watchworks.apiserver.controllers.namespace.NamespaceDefaultsController;
import dev.watchworks.apiserver.controllers.replicaset.ReplicaSetController;
import dev.watchworks.apiserver.controllers.runtime.ControllerThreads;
import dev.watchworks.apiserver.controllers.runtime.SharedInformerFactory;
import dev.watchworks.apiserver.controllers.scheduler.Scheduler;
import dev.watchworks.apiserver.registry.Registry;
import dev.watchworks.apiserver.storage.Timers;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/**
 * All control loops of a cluster: deployments, replica sets, a scheduler, a kubelet that only pretends, endpoints,
 * garbage collection, and what namespaces need. They run on a few daemon threads and sleep while nothing changes.
 *
 * <p>What clients see is what a cluster of Kubernetes 1.34 shows, except that
 *
 * <ul>
 *   <li>nothing is pulled and nothing runs: every image exists, probes succeed, containers end only when their pod is
 *       deleted, and then well;
 *   <li>the grace period of a pod that is deleted is cut to {@code Pace.toStop()}, though its deletionTimestamp is not;
 *   <li>the scheduler looks at readiness, cordoning, taints, node selectors and the number of pods only;
 *   <li>the value of {@code pod-template-hash} is another one of the same form;
 *   <li>a rolling update never exceeds its bounds, where a real one may while a replica set catches up;
 *   <li>events are kept for ever, and the node's lease is renewed only on request.
 * </ul>
 */
public final class ControllerManager implements AutoCloseable {
    /** The names by which a cluster's parts write. */
    private static final String API_SERVER = "kube-apiserver";

    private static final String CONTROLLERS = "kube-controller-manager";
    private static final String SCHEDULER = "kube-scheduler";
    private static final String KUBELET = "kubelet";

    private final Registry registry;
    private final ControllerManagerSettings settings;
    private final Timers timers;
    private final ControllerThreads threads = new ControllerThreads();
    private final SharedInformerFactory feed;

    /** Closed in reverse: the feed first, so that nothing new comes in. */
    private final Deque<AutoCloseable> running = new ArrayDeque<>();

    private boolean closed;

    private ControllerManager(Registry registry, ControllerManagerSettings settings, Timers timers) {
        this.registry = registry;
        this.settings = settings;
        this.timers = timers;
        this.feed = new SharedInformerFactory(registry);
    }

    /**
     * Creates the system namespaces, so that objects can be created in them as soon as this returns. The loops
     * themselves, node, service {@code kubernetes} and the namespaces' extras follow on the loops' threads, because
     * nobody needs them for the first answer and they would cost a cold JVM some 50 ms of it.
     *
     * @param timers whose time the loops wait in; the caller's, who closes them after the loops
     */
    public static ControllerManager start(Registry registry, ControllerManagerSettings settings, Timers timers) {
        SystemNamespaces.ensure(registry.writingAs(API_SERVER));
        ControllerManager loops = new ControllerManager(registry, settings, timers);
        loops.threads.execute(loops::run);
        return loops;
    }

    private synchronized void run() {
        if (closed) {
            return;
        }
        EventRecorder events = new EventRecorder(registry, settings.clock());
        startWorkloads(events);
        startNode(events);
        startHousekeeping();
        running.push(feed);
        feed.open();
    }

    private void startWorkloads(EventRecorder events) {
        Registry writing = registry.writingAs(CONTROLLERS);
        DeploymentController deployments =
                opened(new DeploymentController(writing, settings.clock(), threads, timers, events));
        deployments.listen(feed);
        ReplicaSetController replicaSets =
                opened(new ReplicaSetController(writing, settings.clock(), threads, timers, events));
        replicaSets.listen(feed);
        EndpointSliceController slices = opened(new EndpointSliceController(writing, threads, timers));
        slices.listen(feed);
        EndpointController endpoints = opened(new EndpointController(writing, threads, timers));
        endpoints.listen(feed);
    }

    private void startNode(EventRecorder events) {
        NodeIdentity node = NodeIdentity.standard();
        Registry writing = registry.writingAs(KUBELET);
        Scheduler scheduler = opened(new Scheduler(
                registry.writingAs(SCHEDULER), settings.clock(), threads, timers, events, settings.pace()));
        scheduler.listen(feed);
        SimulatedKubelet kubelet = opened(new SimulatedKubelet(
                writing,
                settings.clock(),
                threads,
                timers,
                new ContainerEvents(writing, events, settings.pace(), node),
                settings.pace(),
                node,
                new Random(settings.seed())));
        kubelet.listen(feed);
        NodeLeaseController heartbeat = opened(new NodeLeaseController(
                writing, settings.clock(), timers, node, settings.pace().heartbeat()));
        KubernetesServiceController service = opened(new KubernetesServiceController(
                registry.writingAs(API_SERVER),
                threads,
                timers,
                settings.clusterAddress(),
                node.address(),
                settings.port()));
        service.listen(feed);
        threads.execute(() -> {
            ObjectNode registered = new NodeRegistration(writing, settings.clock(), node).register();
            service.ensure();
            heartbeat.start(registered);
        });
    }

    private void startHousekeeping() {
        Registry writing = registry.writingAs(CONTROLLERS);
        GarbageCollector garbage = opened(new GarbageCollector(writing, threads, timers));
        garbage.listen(feed);
        NamespaceController deletion = opened(new NamespaceController(writing, settings.clock(), threads, timers));
        deletion.listen(feed);
        NamespaceDefaultsController extras =
                opened(new NamespaceDefaultsController(writing, threads, timers, settings.certificateAuthority()));
        extras.listen(feed);
    }

    private <T extends AutoCloseable> T opened(T loop) {
        running.push(loop);
        return loop;
    }

    /** Stops every loop and waits until their threads have ended; what they had not done is left as it is. */
    @Override
    public void close() {
        for (AutoCloseable each : stopped()) {
            try {
                each.close();
            } catch (Exception failure) {
                throw new IllegalStateException("A control loop could not be stopped", failure);
            }
        }
        threads.close();
    }

    private synchronized List<AutoCloseable> stopped() {
        closed = true;
        List<AutoCloseable> all = List.copyOf(running);
        running.clear();
        return all;
    }
}
