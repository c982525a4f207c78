package dev.watchworks.lesson.informer;

import dev.watchworks.gateway.fault.ArmedFault;
import dev.watchworks.gateway.fault.Cue;
import dev.watchworks.gateway.fault.HoldResponse;
import dev.watchworks.labkit.BackgroundTask;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import io.kubernetes.client.informer.SharedIndexInformer;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Service;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Step 4: waiting for the caches, with a deadline. */
@LessonChecks(value = "03-informer", answer = "DeploymentInformer")
class WaitChecks {

    private static final Duration LONG = Duration.ofSeconds(20);

    private static final Duration AT_MOST = Duration.ofMillis(100);

    /** Their deadlines, one after the other, would take twenty seconds. */
    private static final int MANY = 200;

    @Step(4)
    void givesUpInTimeWhileAListIsHeld(Lab lab, InformerLesson answer) throws Exception {
        ArmedFault held =
                lab.gateway().faults().when(Cue.list("services")).always().then(new HoldResponse());
        RecordingInformerFactory factory = ReferenceInformers.factory(lab);
        SharedIndexInformer<V1Deployment> deployments = ReferenceInformers.deployments(factory, lab);
        SharedIndexInformer<V1Service> services = ReferenceInformers.services(factory, lab);
        factory.startAllRegisteredInformers();
        lab.expect("the check's own informer of deployments to fill its cache")
                .within(ReferenceInformers.RECOVERY)
                .until(deployments::hasSynced)
                .otherwise(() -> "it did not");
        AtomicBoolean synced = new AtomicBoolean(true);
        BackgroundTask waiting =
                lab.start("awaitSync", () -> synced.set(answer.awaitSync(AT_MOST, List.of(deployments, services))));
        lab.expect("`awaitSync` to give up after 100 ms, while the API server does not answer the list of services")
                .because("a program that waits for ever looks like one that works")
                .until(() -> !waiting.isRunning())
                .otherwise(() -> "it still waits after five seconds");
        lab.expect("false from `awaitSync` while one of the two caches is empty")
                .because("all caches have to be filled; a lister of an empty cache says that there is nothing")
                .now(() -> !synced.get())
                .otherwise(() -> "your code returned true");
        held.lift();
        boolean after = answer.awaitSync(LONG, List.of(deployments, services));
        lab.expect("true from `awaitSync` once the API server has answered")
                .now(() -> after && services.hasSynced())
                .otherwise(() -> "your code returned " + after + ", while hasSynced() was " + services.hasSynced());
    }

    @Step(4)
    void returnsAsSoonAsTheCachesAreFilled(Lab lab, InformerLesson answer) throws Exception {
        AtomicBoolean filled = new AtomicBoolean();
        SharedIndexInformer<?> informer = informer(filled::get);
        AtomicBoolean synced = new AtomicBoolean();
        BackgroundTask waiting = lab.start("awaitSync", () -> synced.set(answer.awaitSync(LONG, List.of(informer))));
        lab.expect("`awaitSync` to wait while the cache is not filled")
                .during(Duration.ofMillis(100), waiting::isRunning)
                .otherwise(() -> "it returned " + synced.get() + " at once");
        filled.set(true);
        lab.expect("true from `awaitSync` as soon as the cache is filled, long before its 20 seconds are over")
                .until(() -> !waiting.isRunning() && synced.get())
                .otherwise(() -> waiting.isRunning() ? "it still waits" : "your code returned false");
    }

    @Step(4)
    void sleepsBetweenTwoLooks(Lab lab, InformerLesson answer) throws Exception {
        AtomicInteger looks = new AtomicInteger();
        SharedIndexInformer<?> informer = informer(() -> {
            looks.incrementAndGet();
            return false;
        });
        AtomicBoolean synced = new AtomicBoolean(true);
        AtomicLong waited = new AtomicLong();
        BackgroundTask waiting = lab.start("awaitSync", () -> {
            long before = System.nanoTime();
            synced.set(answer.awaitSync(AT_MOST, List.of(informer)));
            waited.set(Duration.ofNanos(System.nanoTime() - before).toMillis());
        });
        lab.expect("`awaitSync` to give up after 100 ms, when a cache is never filled")
                .until(() -> !waiting.isRunning())
                .otherwise(() -> "it still waits after five seconds");
        lab.expect("false from `awaitSync` after the 100 ms that it was given")
                .now(() -> !synced.get() && waited.get() >= 95)
                .otherwise(() -> "your code returned " + synced + " after " + waited + " ms");
        lab.expect("a few looks at `hasSynced` in 100 ms, with some sleep between them")
                .because("a loop that never sleeps takes a whole processor from those who fill the cache")
                .now(() -> looks.get() >= 1 && looks.get() <= 400)
                .otherwise(() -> "there were " + looks.get() + " looks");
    }

    @Step(4)
    void givesAllCachesOneDeadline(Lab lab, InformerLesson answer) throws Exception {
        AtomicInteger looks = new AtomicInteger();
        SharedIndexInformer<?> unfilled = informer(() -> {
            looks.incrementAndGet();
            return false;
        });
        List<SharedIndexInformer<?>> many = Collections.nCopies(MANY, unfilled);
        AtomicBoolean synced = new AtomicBoolean(true);
        BackgroundTask waiting = lab.start("awaitSync", () -> synced.set(answer.awaitSync(AT_MOST, many)));
        lab.expect("`awaitSync` to give up after 100 ms with " + MANY
                        + " caches that are never filled, as it does with one")
                .because(
                        "`atMost` is for all of them together; who waits for a program to start waits once, not once for each cache")
                .until(() -> !waiting.isRunning() && !synced.get())
                .otherwise(() -> waiting.isRunning() ? "it still waits after five seconds" : "your code returned true");
        lab.expect("a look at `hasSynced` before `awaitSync` gives up")
                .because("only `hasSynced` says whether a cache is filled")
                .now(() -> looks.get() > 0)
                .otherwise(() -> "there was none");
    }

    @Step(4)
    void endsWhenItIsInterrupted(Lab lab, InformerLesson answer) throws Exception {
        SharedIndexInformer<?> informer = informer(() -> false);
        BackgroundTask waiting = lab.start("awaitSync", () -> answer.awaitSync(LONG, List.of(informer)));
        lab.expect("`awaitSync` to wait while the cache is not filled")
                .during(Duration.ofMillis(50), waiting::isRunning)
                .otherwise(() -> "it returned at once");
        waiting.stop();
        lab.expect("`awaitSync` to end when its thread is interrupted")
                .because(
                        "an interrupt says that nobody wants the answer any more; a program that swallows it cannot be "
                                + "stopped")
                .until(() -> !waiting.isRunning())
                .otherwise(() -> "it still waits after five seconds");
        lab.expect("an InterruptedException out of `awaitSync`")
                .because(
                        "false says that the time was over, and sends the caller off to report a cluster that does not answer; "
                                + "the exception says that nobody wants to know any more")
                .now(() -> waiting.failure()
                        .filter(InterruptedException.class::isInstance)
                        .isPresent())
                .otherwise(() -> waiting.failure().isPresent()
                        ? "your code threw " + waiting.failure().get()
                        : "your code returned");
    }

    private interface Look {
        boolean hasSynced();
    }

    /** An informer that only says whether its cache is filled. */
    private static SharedIndexInformer<?> informer(Look look) {
        return (SharedIndexInformer<?>) Proxy.newProxyInstance(
                WaitChecks.class.getClassLoader(),
                new Class<?>[] {SharedIndexInformer.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "hasSynced" -> look.hasSynced();
                    case "toString" -> "an informer of the check";
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "equals" -> proxy == arguments[0];
                    default ->
                        throw new UnsupportedOperationException(
                                "this informer of the check says whether its cache is filled, by hasSynced(), and knows no "
                                        + method.getName()
                                        + "(). A filled cache may be empty, as the namespace may be");
                });
    }
}
