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
 * An experiment: an informer of deployments is cut, two deployments are created meanwhile, and the informer lists again when
 * its resync came round once: for the handler that was there from the start, and not for one that was added later.
 */
final class RelistExperiment {

    /** The second period begins about when client-java lists again, a second after the cut, and ends long after that. */
    static final Duration PERIOD = Duration.ofMillis(1100);

    /** On a machine that is so busy that a round comes too early or too late; each time the period is twice as long. */
    static final int ATTEMPTS = 3;

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration AT_ONCE = Duration.ofMillis(500);
    private static final Duration LOOK_EVERY = Duration.ofMillis(5);
    private static final List<String> NEW = List.of("new-1", "new-2");

    /** What has to happen before the list is answered. */
    interface ResyncWait {
        void await() throws Exception;
    }

    private final Lab lab;
    private final SharedIndexInformer<V1Deployment> informer;
    private final RecordingEventHandler<V1Deployment> early;
    private final RecordingEventHandler<V1Deployment> late;

    /** The informer is started already, has the handler {@code early}, and a deployment {@code old} in its cache. */
    RelistExperiment(Lab lab, SharedIndexInformer<V1Deployment> informer, RecordingEventHandler<V1Deployment> early) {
        this.lab = lab;
        this.informer = informer;
        this.early = early;
        this.late = new RecordingEventHandler<>(lab, "the handler that was added later");
    }

    /**
     * Runs the experiment.
     *
     * @param round waits for the resync to come round; the list is answered after that
     * @return whether the resync came round once, for the first handler alone, between the cut and the list
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
                .within(PATIENCE)
                .because("an informer repairs what a cut has made it miss")
                .until(() -> lab.wire().lists("deployments").size() == lists + 1)
                .otherwise(() -> WireDescription.of(lab.wire()));
        boolean lateWasNotDue = late.count("resync old") == 0;
        held.lift();
        lab.expect("both new deployments in the informer's cache")
                .within(PATIENCE)
                .until(() -> NEW.stream()
                        .allMatch(name -> informer.getIndexer().getByKey(lab.namespace() + "/" + name) != null))
                .otherwise(() -> "it holds " + informer.getIndexer().listKeys());
        // whoever stops the informer then stops this watch, and none is opened behind their back
        ReferenceInformers.awaitWatchAfter(lab, "deployments", watches);
        // a round that came late makes a handler miss the next one, so on a busy machine the first one, too, may be
        // left out
        boolean earlyWasDue = heard(() -> addsOfEarly() == NEW.size());
        // a round may come between the list and what is made of it, too; its handlers hear of old then
        boolean lateBecameDue = addsOfLate() > 0 && heard(() -> late.count("resync old") > 0);
        // the round and the list give old once each; a third one is another round
        return inTime && lateWasNotDue && !lateBecameDue && earlyWasDue && early.count("resync old") <= 2;
    }

    /** The cache has it already, so a handler that is to be told is told at once. */
    private static boolean heard(BooleanSupplier told) {
        long end = System.nanoTime() + AT_ONCE.toNanos();
        while (!told.getAsBoolean() && System.nanoTime() < end) {
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
        return told.getAsBoolean();
    }

    /** Makes room for another attempt. */
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
