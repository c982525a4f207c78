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

    @Step(1)
    void predictsWhatAFailureCostsWithoutAQueue(Lab lab, QueueLesson answer) throws Exception {
        int predicted = answer.workedOnWithoutAQueue();
        HandlerThatWorks handler = new HandlerThatWorks(lab);
        Deployments.informer(lab, handler);
        for (String name : List.of("a", "b", "c")) {
            lab.cluster().createDeployment(name, 0);
        }
        lab.expect("the check's own informer to call onAdd for `a`, `b` and `c`")
                .until(() -> handler.called.containsAll(List.of("a", "b", "c")))
                .otherwise(() -> "it called it for " + handler.called);
        lab.expect("no further call of onAdd while nothing happens on the cluster")
                .during(Duration.ofMillis(100), () -> handler.called.size() == 3)
                .otherwise(() -> "the calls were " + handler.called);
        int measured = handler.succeeded.size();
        lab.expect("the number that was measured just now with a real informer: " + measured)
                .because(why(predicted))
                .now(() -> predicted == measured)
                .otherwise(() -> "you predicted " + predicted + "; onAdd was called for " + handler.called
                        + ", and the work succeeded for " + handler.succeeded);
    }

    private static String why(int predicted) {
        return switch (predicted) {
            case 3 ->
                "an informer does not call a handler again because it failed: the exception is logged, and the event"
                        + " of `b` is gone";
            case 1 -> "a failing handler does not stop the informer: only the event of `b` is lost, `c` still comes";
            case 0 -> "what went well before and after a failure stays done: `a` and `c` know nothing of `b`";
            default -> "there are three deployments, and one attempt at each of them";
        };
    }

    /** A handler as in lesson 3, which does its work by itself. The first attempt at b fails. */
    private static final class HandlerThatWorks implements ResourceEventHandler<V1Deployment> {

        private final List<String> called = new CopyOnWriteArrayList<>();
        private final List<String> succeeded = new CopyOnWriteArrayList<>();
        private final Lab lab;

        HandlerThatWorks(Lab lab) {
            this.lab = lab;
        }

        @Override
        public void onAdd(V1Deployment deployment) {
            String name = deployment.getMetadata().getName();
            boolean first = !called.contains(name);
            called.add(name);
            if (name.equals("b") && first) {
                lab.timeline().recordLearner("onAdd was called for b, and threw an exception");
                throw new IllegalStateException("503 Service Unavailable");
            }
            lab.timeline().recordLearner("onAdd was called for " + name + ", and did its work");
            succeeded.add(name);
        }

        @Override
        public void onUpdate(V1Deployment before, V1Deployment after) {
            // the work is in onAdd
        }

        @Override
        public void onDelete(V1Deployment deployment, boolean deletedFinalStateUnknown) {
            // the work is in onAdd
        }
    }
}
