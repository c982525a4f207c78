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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Step 4: waiting for the caches, with a deadline. */
@LessonChecks(value = "03-informer", answer = "DeploymentInformer")
class WaitChecks {

    private static final Duration LONG = Duration.ofSeconds(20);

    private static final Duration AT_MOST = Duration.ofMillis(100);

    /** The timeouts of expectations are longer on a slow machine, and then they do not show that a wait is too long. */
    private static final Duration FIVE_SECONDS = Duration.ofSeconds(5);

    /** With a separate deadline for each cache, the wait would take longer than five seconds. */
    private static final int MANY = 200;

    private static final Duration FILL_INTERVAL = Duration.ofMillis(30);

    /** With ten sleeps of half a second or more, the wait would take longer than five seconds. */
    private static final int CHECKS_UNTIL_FILLED = 11;

    @Step(value = 4, order = 1)
    void givesUpInTimeWhileAListIsHeld(Lab lab, InformerLesson answer) throws Exception {
        ArmedFault held =
                lab.gateway().faults().when(Cue.list("services")).always().then(new HoldResponse());
        RecordingInformerFactory factory = ReferenceInformers.factory(lab);
        SharedIndexInformer<V1Deployment> deployments = ReferenceInformers.deployments(factory, lab);
        SharedIndexInformer<V1Service> services = ReferenceInformers.services(factory, lab);
        factory.startAllRegisteredInformers();
        lab.expect("the check's informer of deployments to fill its cache")
                .within(ReferenceInformers.RECOVERY)
                .until(deployments::hasSynced)
                .otherwise(() -> "it did not");
        AtomicBoolean synced = new AtomicBoolean(true);
        BackgroundTask waiting =
                lab.start("awaitSync", () -> synced.set(answer.awaitSync(AT_MOST, List.of(deployments, services))));
        lab.expect("`awaitSync` to give up after 100 ms, while the list of services gets no response")
                .because("a server that does not answer would block your program for ever")
                .until(() -> !waiting.isRunning())
                .otherwise(() -> "it still waits after five seconds");
        lab.expect("false from `awaitSync` while one of the two caches is empty")
                .because("all caches must be filled, because an empty cache looks like an empty cluster")
                .now(() -> !synced.get())
                .otherwise(() -> "your code returned true");
        held.lift();
        boolean after = answer.awaitSync(LONG, List.of(deployments, services));
        lab.expect("true from `awaitSync` after the response has come")
                .now(() -> after && services.hasSynced())
                .otherwise(() -> "your code returned " + after + " while hasSynced() was " + services.hasSynced());
    }

    @Step(value = 4, order = 2)
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

    @Step(value = 4, order = 3)
    void sleepsBetweenTwoChecks(Lab lab, InformerLesson answer) throws Exception {
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
        lab.expect("`awaitSync` to give up after 100 ms if a cache is never filled")
                .until(() -> !waiting.isRunning())
                .otherwise(() -> "it still waits after five seconds");
        lab.expect("false from `awaitSync` after the 100 ms of `atMost`")
                .now(() -> !synced.get() && waited.get() >= 95)
                .otherwise(() -> "your code returned " + synced + " after " + waited + " ms");
        lab.expect("a few calls of `hasSynced` in 100 ms, with a sleep between them")
                .because(
                        "a loop without a sleep keeps a whole processor busy, and the threads that fill the cache need it")
                .now(() -> looks.get() >= 1 && looks.get() <= 400)
                .otherwise(() -> "there were " + looks.get() + " calls");
        expectShortSleeps(lab, answer);
    }

    private static void expectShortSleeps(Lab lab, InformerLesson answer) throws Exception {
        AtomicInteger checks = new AtomicInteger();
        AtomicInteger checksInTime = new AtomicInteger();
        long start = System.nanoTime();
        SharedIndexInformer<?> filling = informer(() -> {
            if (System.nanoTime() - start < FIVE_SECONDS.toNanos()) {
                checksInTime.incrementAndGet();
            }
            return checks.incrementAndGet() >= CHECKS_UNTIL_FILLED;
        });
        BackgroundTask checking = lab.start("awaitSync", () -> answer.awaitSync(LONG, List.of(filling)));
        awaitEndOrFiveSeconds(lab, checking, start);
        lab.expect("`awaitSync` to sleep for some milliseconds between two checks")
                .because("the program can start its work as soon as the caches are filled")
                .now(() -> checksInTime.get() >= CHECKS_UNTIL_FILLED)
                .otherwise(() -> "there were only " + checksInTime + " checks in five seconds");
    }

    private static void awaitEndOrFiveSeconds(Lab lab, BackgroundTask task, long start) throws Exception {
        lab.expect("`awaitSync` to end")
                .within(FIVE_SECONDS.multipliedBy(2))
                .until(() -> !task.isRunning() || System.nanoTime() - start > FIVE_SECONDS.toNanos())
                .otherwise(() -> "it still waits");
    }

    @Step(value = 4, order = 4)
    void givesAllCachesOneDeadline(Lab lab, InformerLesson answer) throws Exception {
        AtomicInteger looks = new AtomicInteger();
        long start = System.nanoTime();
        // The caches are filled one after the other, each much earlier than `atMost` after the one before, and the last
        // never.
        List<SharedIndexInformer<?>> many = new ArrayList<>();
        for (int number = 1; number <= MANY; number++) {
            long filledAt = number == MANY ? Long.MAX_VALUE : FILL_INTERVAL.toNanos() * number;
            many.add(informer(() -> {
                looks.incrementAndGet();
                return System.nanoTime() - start >= filledAt;
            }));
        }
        AtomicBoolean synced = new AtomicBoolean(true);
        BackgroundTask waiting = lab.start("awaitSync", () -> synced.set(answer.awaitSync(AT_MOST, many)));
        awaitEndOrFiveSeconds(lab, waiting, start);
        boolean stillWaits = waiting.isRunning();
        lab.expect("`awaitSync` to give up after 100 ms, although one of the " + MANY + " caches is filled every 30 ms")
                .because(
                        "`atMost` is the time for all caches together, so calculate the deadline once, before the loop")
                .now(() -> !stillWaits && !synced.get())
                .otherwise(() -> stillWaits ? "it still waits after five seconds" : "your code returned true");
        lab.expect("a call of `hasSynced` before `awaitSync` gives up")
                .because("only `hasSynced` shows whether a cache is filled")
                .now(() -> looks.get() > 0)
                .otherwise(() -> "there was none");
    }

    @Step(value = 4, order = 5)
    void endsWhenItIsInterrupted(Lab lab, InformerLesson answer) throws Exception {
        SharedIndexInformer<?> informer = informer(() -> false);
        BackgroundTask waiting = lab.start("awaitSync", () -> answer.awaitSync(LONG, List.of(informer)));
        lab.expect("`awaitSync` to wait while the cache is not filled")
                .during(Duration.ofMillis(50), waiting::isRunning)
                .otherwise(() -> "it returned at once");
        waiting.stop();
        lab.expect("`awaitSync` to end when its thread is interrupted")
                .because("an interrupt asks a thread to end; if your code swallows it, nobody can stop the program")
                .until(() -> !waiting.isRunning())
                .otherwise(() -> "it still waits after five seconds");
        lab.expect("an InterruptedException from `awaitSync` after an interrupt")
                .because(
                        "false means that the time is over, and the caller would report a problem of the cluster; the exception "
                                + "means that somebody wants the thread to end")
                .now(() -> waiting.failure()
                        .filter(InterruptedException.class::isInstance)
                        .isPresent())
                .otherwise(() -> waiting.failure().isPresent()
                        ? "your code threw " + waiting.failure().get()
                        : "your code returned without an exception");
    }

    private interface SyncState {
        boolean hasSynced();
    }

    /** Makes an informer that only has {@code hasSynced}. */
    private static SharedIndexInformer<?> informer(SyncState look) {
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
                                "this informer of the check has hasSynced(), but not " + method.getName()
                                        + "(). Only hasSynced() shows whether a cache is filled: a filled cache may be empty");
                });
    }
}
