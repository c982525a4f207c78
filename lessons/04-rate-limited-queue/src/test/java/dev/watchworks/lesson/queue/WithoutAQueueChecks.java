package dev.watchworks.lesson.queue;

import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import io.kubernetes.client.informer.ResourceEventHandler;
import io.kubernetes.client.openapi.models.V1Deployment;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Step 1: why a queue. */
@LessonChecks(value = "04-rate-limited-queue", answer = "DeploymentController")
class WithoutAQueueChecks {

    @Step(value = 1, order = 1)
    void predictsWhatAFailureCostsWithoutAQueue(Lab lab, QueueLesson answer) throws Exception {
        int predicted = answer.workedOnWithoutAQueue();
        WorkingHandler handler = new WorkingHandler(lab);
        Deployments.informer(lab, handler);
        for (String name : List.of("a", "b", "c")) {
            lab.cluster().createDeployment(name, 0);
        }
        lab.expect("the informer of the check to call onAdd for `a`, `b` and `c`")
                .until(() -> handler.called.containsAll(List.of("a", "b", "c")))
                .otherwise(() -> "it called it for " + handler.called);
        lab.expect("no other call of onAdd while nothing happens in the cluster")
                .during(Duration.ofMillis(100), () -> handler.called.size() == 3)
                .otherwise(() -> "the calls were " + handler.called);
        int measured = handler.succeeded.size();
        lab.expect("the number that the check measured with a real informer: " + measured)
                .because(why(predicted))
                .now(() -> predicted == measured)
                .otherwise(() -> "you predicted " + predicted + "; the informer called onAdd for " + handler.called
                        + ", and the work succeeded for " + handler.succeeded);
        lab.explainMeasurement(
                "the work succeeded for " + handler.succeeded,
                "an informer calls its handler once for each change, and never again because the work failed");
    }

    private static String why(int predicted) {
        return switch (predicted) {
            case 3 ->
                "an informer does not call a handler again after a failure: it logs the exception, and the event of `b`"
                        + " is lost";
            case 1 ->
                "a handler that fails does not stop the informer: only the event of `b` is lost, and `c` still comes";
            case 0 -> "the work for `a` and for `c` succeeds, because it does not depend on `b`";
            default -> "there are three deployments, and the informer calls onAdd once for each of them";
        };
    }

    /** A handler that does its work itself, as in lesson 3. The first attempt at b fails. */
    private static final class WorkingHandler implements ResourceEventHandler<V1Deployment> {

        private final List<String> called = new CopyOnWriteArrayList<>();
        private final List<String> succeeded = new CopyOnWriteArrayList<>();
        private final Lab lab;

        WorkingHandler(Lab lab) {
            this.lab = lab;
        }

        @Override
        public void onAdd(V1Deployment deployment) {
            String name = deployment.getMetadata().getName();
            if (name.equals("b") && !called.contains(name)) {
                lab.timeline().recordLearner("onAdd was called for b, and threw an exception");
                called.add(name);
                throw new IllegalStateException("503 Service Unavailable");
            }
            lab.timeline().recordLearner("onAdd was called for " + name + ", and did its work");
            succeeded.add(name);
            // Last, because the check counts the successes when all calls are known.
            called.add(name);
        }

        @Override
        public void onUpdate(V1Deployment before, V1Deployment after) {
            // onAdd does the work.
        }

        @Override
        public void onDelete(V1Deployment deployment, boolean deletedFinalStateUnknown) {
            // onAdd does the work.
        }
    }
}
