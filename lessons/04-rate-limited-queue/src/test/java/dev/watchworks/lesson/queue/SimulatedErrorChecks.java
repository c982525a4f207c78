package dev.watchworks.lesson.queue;

import static dev.watchworks.lesson.queue.Deployments.deployment;
import static dev.watchworks.lesson.queue.SyncChecks.EXPLAIN_REPLICAS;
import static dev.watchworks.lesson.queue.SyncChecks.LINE;

import dev.watchworks.labkit.BackgroundTask;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import io.kubernetes.client.informer.cache.Cache;
import io.kubernetes.client.openapi.models.V1Deployment;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** Step 5: the deployment whose work always fails. */
@LessonChecks(value = "04-rate-limited-queue", answer = "DeploymentController")
class SimulatedErrorChecks {

    @Step(value = 5, order = 7)
    void failsForTestDeploymentEachTime(Lab lab, QueueLesson answer) throws Exception {
        Cache<V1Deployment> cache = new Cache<>();
        cache.add(deployment("shop", "test-deployment", 1));
        for (int attempt = 1; attempt <= 2; attempt++) {
            int number = attempt;
            String message = SyncChecks.failure(answer, cache, "shop/test-deployment");
            lab.expect("attempt " + number + " at `shop/test-deployment` to fail with the message "
                            + "`simulated error for deployment test-deployment`")
                    .because("this deployment is an example of work that never succeeds, in any namespace")
                    .now(() -> message.equals("simulated error for deployment test-deployment"))
                    .otherwise(() -> message.isEmpty() ? "it did not fail" : "its message was `" + message + "`");
            lab.expect("the line `" + LINE + "test-deployment, Replicas: 1` before each failure")
                    .because(() -> lab.output().has(LINE + "test-deployment, Replicas: 11")
                            ? EXPLAIN_REPLICAS
                            : "print the line before the failure, because it helps people to find the failure")
                    .now(() -> lab.output().count(LINE + "test-deployment, Replicas: 1") == number)
                    .otherwise(() -> lab.output().describe());
        }
    }

    @Step(value = 5, order = 8)
    void doesNotFailOrPauseForOtherDeployments(Lab lab, QueueLesson answer) throws Exception {
        Cache<V1Deployment> cache = new Cache<>();
        cache.add(deployment("shop", "web", 1));
        BackgroundTask web = lab.start("sync", () -> answer.syncToStdout(cache, "shop/web", Duration.ofHours(1)));
        lab.expect("no pause for `shop/web`, with a parameter of an hour")
                .within(Duration.ofSeconds(2))
                .because("only `test-deployment` pauses; a pause for every deployment makes the whole controller slow")
                .until(() -> !web.isRunning())
                .otherwise(() -> "your code had not returned after two seconds");
        expectNoFailure(lab, answer, "shop", "test-deployment-of-the-shop");
        expectNoFailure(lab, answer, "shop", "load-test-deployment");
        expectNoFailure(lab, answer, "test-deployment", "web");
    }

    private static void expectNoFailure(Lab lab, QueueLesson answer, String namespace, String name) throws Exception {
        Cache<V1Deployment> cache = new Cache<>();
        cache.add(deployment(namespace, name, 1));
        String failure = SyncChecks.failure(answer, cache, namespace + "/" + name);
        lab.expect("no failure for `" + namespace + "/" + name + "`")
                .because("this deployment has another name than `test-deployment`, so its work succeeds")
                .now(failure::isEmpty)
                .otherwise(() -> "your code threw an exception with the message `" + failure + "`");
        lab.expect("the line `" + LINE + name + ", Replicas: 1`, as for any other deployment")
                .now(() -> lab.output().has(LINE + name + ", Replicas: 1"))
                .otherwise(() -> lab.output().describe());
    }

    @Step(value = 5, order = 9)
    void pausesBeforeItFails(Lab lab, QueueLesson answer) throws Exception {
        Cache<V1Deployment> cache = new Cache<>();
        cache.add(deployment("shop", "test-deployment", 1));
        long before = System.nanoTime();
        SyncChecks.failure(answer, cache, "shop/test-deployment", Duration.ofMillis(300));
        long took = Duration.ofNanos(System.nanoTime() - before).toMillis();
        lab.expect("a pause of 300 ms before the failure, as in the parameter")
                .because("the pause is an example of work that takes some time")
                .now(() -> took >= 295)
                .otherwise(() -> "it failed after " + took + " ms");
        BackgroundTask unpaused =
                lab.start("sync", () -> SyncChecks.failure(answer, cache, "shop/test-deployment", Duration.ZERO));
        lab.expect("no pause if the parameter is zero")
                .within(Duration.ofMillis(1900))
                .until(() -> !unpaused.isRunning())
                .otherwise(() -> "your code had not returned after 1.9 seconds");
    }

    @Step(value = 5, order = 10)
    void endsThePauseAfterAnInterrupt(Lab lab, QueueLesson answer) throws Exception {
        Cache<V1Deployment> cache = new Cache<>();
        cache.add(deployment("shop", "test-deployment", 1));
        AtomicBoolean interruptKept = new AtomicBoolean();
        BackgroundTask pausing = lab.start("sync", () -> interruptKept.set(keepsTheInterrupt(answer, cache)));
        lab.expect("the line `" + LINE + "test-deployment, Replicas: 1` before a pause of an hour")
                .because(() -> lab.output().lines().isEmpty()
                        ? "print the line before the pause, so that people see what the worker does"
                        : EXPLAIN_REPLICAS)
                .until(() -> lab.output().has(LINE + "test-deployment, Replicas: 1"))
                .otherwise(() -> lab.output().describe());
        String anHour = "a pause of an hour after this line, as in the parameter";
        String why =
                "use the whole duration of the parameter, in milliseconds; the pause waits, and does not use the processor";
        lab.expect(anHour)
                .because(why)
                .until(pausing::isWaiting)
                .otherwise(() -> pausing.isRunning() ? "your code runs and does not wait" : "your code did not wait");
        // A thread that prints a line, or sleeps for no time, waits for a moment too.
        lab.expect(anHour)
                .because(why)
                .during(Duration.ofMillis(50), pausing::isRunning)
                .otherwise(() -> "your code did not wait");
        pausing.stop();
        lab.expect("an interrupt to end the pause of an hour")
                .because("an interrupt asks the worker to stop, and nobody wants to wait for the rest of the pause")
                .until(() -> !pausing.isRunning())
                .otherwise(() -> "your code had not returned after five seconds");
        lab.expect("an InterruptedException, or the interrupt flag of the thread set again")
                .because("if the work swallows the interrupt, nobody can stop this worker")
                .now(interruptKept::get)
                .otherwise(() -> "the interrupt was lost, and your code failed as after a whole pause");
    }

    private static boolean keepsTheInterrupt(QueueLesson answer, Cache<V1Deployment> cache) {
        try {
            answer.syncToStdout(cache, "shop/test-deployment", Duration.ofHours(1));
        } catch (InterruptedException thrown) {
            return true;
        } catch (Exception failed) {
            return Thread.currentThread().isInterrupted();
        }
        return Thread.currentThread().isInterrupted();
    }

    @Step(value = 5, order = 11)
    void worksOnAnotherKeyDuringThePause(Lab lab, QueueLesson answer) throws Exception {
        Cache<V1Deployment> cache = new Cache<>();
        cache.add(deployment("shop", "test-deployment", 1));
        cache.add(deployment("shop", "web", 2));
        lab.start("worker-1", () -> keepsTheInterrupt(answer, cache));
        lab.expect("the line `" + LINE + "test-deployment, Replicas: 1` before a pause of an hour")
                .until(() -> lab.output().has(LINE + "test-deployment, Replicas: 1"))
                .otherwise(() -> lab.output().describe());
        lab.start("worker-2", () -> answer.syncToStdout(cache, "shop/web", Duration.ZERO));
        lab.expect("the line `" + LINE + "web, Replicas: 2` from a second worker, while the first one is in its pause")
                .because(
                        "several workers call this method at the same time; if it holds a lock during the pause, all other"
                                + " deployments wait too")
                .until(() -> lab.output().has(LINE + "web, Replicas: 2"))
                .otherwise(() -> lab.output().describe());
    }
}
