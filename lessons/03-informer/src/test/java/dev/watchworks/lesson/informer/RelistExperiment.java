package dev.watchworks.lesson.informer;

import dev.watchworks.gateway.fault.ArmedFault;
import dev.watchworks.gateway.fault.Cue;
import dev.watchworks.gateway.fault.HoldResponse;
import dev.watchworks.gateway.fault.ResetStream;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.WireDescription;
import io.kubernetes.client.informer.SharedIndexInformer;
import io.kubernetes.client.openapi.models.V1Deployment;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * An experiment with an informer of deployments. Its watch is cut, and two deployments are created. The period of its resync
 * passes once: the handler from the start is due, and the handler that was added later is not. Then the informer lists again.
 */
final class RelistExperiment {

    /** client-java lists again a second after the cut. The second period begins at about this time, and ends much later. */
    static final Duration PERIOD = Duration.ofMillis(1100);

    /** On a busy machine, a round may come too early or too late. With each attempt, the period is twice as long. */
    static final int ATTEMPTS = 3;

    private static final Duration MAXIMUM_WAIT = Duration.ofSeconds(10);
    private static final Duration AT_ONCE = Duration.ofMillis(500);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(5);
    private static final List<String> NEW = List.of("new-1", "new-2");

    /** Waits for the resync, before the gateway lets the response of the list through. */
    interface ResyncWait {
        void await() throws Exception;
    }

    private final Lab lab;
    private final SharedIndexInformer<V1Deployment> informer;
    private final RecordingEventHandler<V1Deployment> early;
    private final RecordingEventHandler<V1Deployment> late;

    /** Needs a running informer that has the handler {@code early} and the deployment {@code old} in its cache. */
    RelistExperiment(Lab lab, SharedIndexInformer<V1Deployment> informer, RecordingEventHandler<V1Deployment> early) {
        this.lab = lab;
        this.informer = informer;
        this.early = early;
        this.late = new RecordingEventHandler<>(lab, "the handler that was added later");
    }

    /**
     * Runs the experiment.
     *
     * @param round waits for the resync; the response of the list comes after that
     * @return whether there was one round between the cut and the list, and only the first handler was due
     */
    boolean run(ResyncWait round) throws Exception {
        int lists = lab.wire().lists("deployments").size();
        int watches = lab.wire().watches("deployments").size();
        ArmedFault held = lab.gateway().faults().when(Cue.list("deployments")).then(new HoldResponse());
        lab.gateway().faults().now(Cue.watch("deployments"), new ResetStream());
        for (String name : NEW) {
            lab.cluster().createDeployment(name, 0);
        }
        boolean inTime = early.count("resync old") == 0;
        informer.addEventHandler(late);
        round.await();
        lab.expect("a second list of deployments after the watch was cut")
                .within(MAXIMUM_WAIT)
                .because("after a cut, an informer lists again to find what it has missed")
                .until(() -> lab.wire().lists("deployments").size() == lists + 1)
                .otherwise(() -> WireDescription.of(lab.wire()));
        boolean lateWasNotDue = late.count("resync old") == 0;
        held.lift();
        lab.expect("both new deployments in the cache of the informer")
                .within(MAXIMUM_WAIT)
                .until(() -> NEW.stream()
                        .allMatch(name -> informer.getIndexer().getByKey(lab.namespace() + "/" + name) != null))
                .otherwise(() -> "it contains " + informer.getIndexer().listKeys());
        // If this watch is open, stopping the informer closes it, and no watch opens later.
        ReferenceInformers.awaitWatchAfter(lab, "deployments", watches);
        // After a late round, a handler misses the next one. So on a busy machine, the early handler may miss the list.
        boolean earlyWasDue = becomesTrue(() -> addsOfEarly() == NEW.size());
        // The handler gets old once from the round and once from the list. A third time means another round.
        return inTime && lateWasNotDue && !lateBecameDue() && earlyWasDue && early.count("resync old") <= 2;
    }

    /**
     * Whether a round came between the list and its processing: then the handlers of this round get old, and the new
     * deployments. Ask again after reading {@link #addsOfLate}: on a busy machine a handler may run a moment later.
     */
    boolean lateBecameDue() {
        return addsOfLate() > 0 && becomesTrue(() -> late.count("resync old") > 0);
    }

    /** Waits for a short time only: the cache has the new objects, so the call of a handler comes at once. */
    private static boolean becomesTrue(BooleanSupplier condition) {
        long end = System.nanoTime() + AT_ONCE.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            LockSupport.parkNanos(POLL_INTERVAL.toNanos());
        }
        return condition.getAsBoolean();
    }

    /** Deletes the new deployments, before another attempt. */
    void undo() {
        NEW.forEach(name -> lab.cluster().deleteDeployment(name));
    }

    int addsOfEarly() {
        return early.count("add new-");
    }

    int addsOfLate() {
        return late.count("add new-");
    }
}
