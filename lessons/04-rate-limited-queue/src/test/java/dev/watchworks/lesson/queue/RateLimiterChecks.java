package dev.watchworks.lesson.queue;

import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import io.kubernetes.client.extended.workqueue.ratelimiter.RateLimiter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Step 8: rate limiters. */
@LessonChecks(value = "04-rate-limited-queue", answer = "DeploymentController")
class RateLimiterChecks {

    private static final String KEY = "shop/web";

    /** The task asks for so many. After them, client-java's exponential limiter begins again with its first wait. */
    private static final int MANY_FAILURES = 64;

    @Step(value = 8, order = 1)
    void doublesTheWaitWithEachFailureOfAKey(Lab lab, QueueLesson answer) throws Exception {
        RateLimiter<String> limiter = limiter(lab, answer, Duration.ofMillis(7), Duration.ofSeconds(1));
        List<Duration> waits = waits(limiter, KEY, 5);
        lab.expect("waits of [7, 14, 28, 56, 112] ms for the first five failures of a key, with `first` = 7 ms")
                .because(why(waits))
                .now(() -> waits.equals(
                        Stream.of(7, 14, 28, 56, 112).map(Duration::ofMillis).toList()))
                .otherwise(() -> "the waits were " + describe(waits));
        List<Duration> further = waits(limiter, KEY, 15);
        lab.expect("no wait longer than `longest`, which is one second here, however often the key fails")
                .because("a wait that always doubles soon gets too long: after twenty failures, 7 ms become an hour")
                .now(() -> further.stream().allMatch(wait -> wait.compareTo(Duration.ofSeconds(1)) <= 0))
                .otherwise(() -> "the next waits were " + describe(further));
        lab.expect("each wait to be `longest` after it has grown so long")
                .because("a key that has failed twenty times must wait longer than a new one")
                .now(() -> further.get(14).equals(Duration.ofSeconds(1)))
                .otherwise(() -> "the twentieth wait was " + further.get(14).toMillis() + " ms");
    }

    @Step(value = 8, order = 2)
    void countsTheFailuresOfEachKeySeparately(Lab lab, QueueLesson answer) throws Exception {
        RateLimiter<String> limiter = limiter(lab, answer, Duration.ofMillis(5), Duration.ofSeconds(1000));
        waits(limiter, KEY, 3);
        lab.expect("numRequeues to be 3 for a key that failed three times")
                .because("`handleErr` uses this number; if nobody counts the failures, no key is ever given up")
                .now(() -> limiter.numRequeues(KEY) == 3)
                .otherwise(() -> "it was " + limiter.numRequeues(KEY));
        expectFirstWait(lab, limiter, "shop/api");
        expectFirstWait(lab, limiter, "bank/web");
        limiter.forget("shop/new");
        limiter.forget(KEY);
        lab.expect("numRequeues to be 0 for a key after `forget`")
                .now(() -> limiter.numRequeues(KEY) == 0)
                .otherwise(() -> "it was " + limiter.numRequeues(KEY));
        Duration again = limiter.when(KEY);
        lab.expect("a key to wait for 5 ms again after `forget` and a failure")
                .because("`forget` means that the old failures of the key do not count any more")
                .now(() -> again.equals(Duration.ofMillis(5)))
                .otherwise(() -> "it waits for " + again.toMillis() + " ms");
        lab.expect("numRequeues still to be 1 for the other key, `bank/web`")
                .because("`forget` gets one key, and clears only the failures of this key")
                .now(() -> limiter.numRequeues("bank/web") == 1)
                .otherwise(() -> "its numRequeues was " + limiter.numRequeues("bank/web"));
    }

    private static void expectFirstWait(Lab lab, RateLimiter<String> limiter, String key) throws Exception {
        Duration wait = limiter.when(key);
        lab.expect("`" + key + "` to wait for 5 ms after its first failure, while `shop/web` failed three times")
                .because("count the failures of each key separately; a key is the namespace and the name, and a healthy"
                        + " deployment must not wait because another one fails")
                .now(() -> wait.equals(Duration.ofMillis(5)))
                .otherwise(() -> "it waits for " + wait.toMillis() + " ms");
    }

    @Step(value = 8, order = 3)
    void makesASeparateLimiterEachTime(Lab lab, QueueLesson answer) throws Exception {
        RateLimiter<String> slow = limiter(lab, answer, Duration.ofSeconds(1), Duration.ofHours(1));
        RateLimiter<String> fast = limiter(lab, answer, Duration.ofMillis(1), Duration.ofHours(1));
        slow.when(KEY);
        slow.when(KEY);
        Duration wait = fast.when(KEY);
        lab.expect("a wait of 1 ms from a second limiter, after two failures in a first one")
                .because("each queue has a limiter of its own, with its own waits and its own counts")
                .now(() -> wait.equals(Duration.ofMillis(1)))
                .otherwise(() -> "the wait was " + wait.toMillis() + " ms");
    }

    @Step(value = 8, order = 4)
    void staysAtTheLongestWait(Lab lab, QueueLesson answer) throws Exception {
        expectDoubling(lab, answer, Duration.ofMillis(7), Duration.ofMinutes(20));
        expectDoubling(lab, answer, Duration.ofMinutes(1), Duration.ofHours(1));
    }

    private static void expectDoubling(Lab lab, QueueLesson answer, Duration first, Duration longest) throws Exception {
        RateLimiter<String> limiter = limiter(lab, answer, first, longest);
        Duration wanted = first;
        for (int failure = 1; failure <= MANY_FAILURES; failure++) {
            Duration expected = wanted;
            Duration wait = limiter.when(KEY);
            lab.expect("a wait of " + expected.toMillis() + " ms after failure " + failure
                            + " of a key, with `first` = " + first.toMillis() + " ms and `longest` = "
                            + longest.toMillis() + " ms")
                    .because(whyFarOut(wait, first))
                    .now(() -> wait.equals(expected))
                    .otherwise(() -> "the wait was " + describe(wait, longest));
            Duration twice = wanted.multipliedBy(2);
            wanted = twice.compareTo(longest) < 0 ? twice : longest;
        }
        lab.expect("numRequeues to be " + MANY_FAILURES + " after so many failures of a key")
                .because(
                        "`handleErr` uses this number, so count the failures also when the wait does not grow any more")
                .now(() -> limiter.numRequeues(KEY) == MANY_FAILURES)
                .otherwise(() -> "it was " + limiter.numRequeues(KEY));
    }

    private static String whyFarOut(Duration wait, Duration first) {
        return wait.compareTo(first) < 0
                ? "a number that doubles again and again soon leaves the range of an int, and then of a long; the result may"
                        + " be zero or negative, and then the key does not wait at all"
                : "the wait doubles until it reaches `longest`, and then it stays there";
    }

    @Step(value = 8, order = 5)
    void worksOnABadDay(Lab lab, QueueLesson answer) throws Exception {
        RateLimiter<String> limiter = limiter(lab, answer, Duration.ofMillis(5), Duration.ofSeconds(1000));
        List<Duration> waits = IntStream.rangeClosed(1, 300)
                .mapToObj(number -> limiter.when("shop/web-" + number))
                .toList();
        Duration last = waits.get(299);
        lab.expect("each of 300 keys that fail at the same moment to wait at most a minute")
                .because(
                        last.compareTo(Duration.ofMinutes(5)) > 0
                                ? "these keys wait for each other, as for a bucket of tokens that is filled slowly:"
                                        + " client-java's default has 100 tokens and gets 10 new ones a minute, and"
                                        + " client-go's gets 10 a second"
                                : "in an outage, many keys fail at the same time; the keys must not wait for each other")
                .now(() -> waits.stream().allMatch(wait -> wait.compareTo(Duration.ofMinutes(1)) <= 0))
                .otherwise(() -> "key " + (1 + firstOver(waits, Duration.ofMinutes(1)))
                        + " waits longer than a minute, and key 300 waits " + last.toSeconds() + " seconds");
    }

    private static int firstOver(List<Duration> waits, Duration limit) {
        return IntStream.range(0, waits.size())
                .filter(index -> waits.get(index).compareTo(limit) > 0)
                .findFirst()
                .orElse(-1);
    }

    static RateLimiter<String> limiter(Lab lab, QueueLesson answer, Duration first, Duration longest) throws Exception {
        RateLimiter<String> limiter = answer.rateLimiter(first, longest);
        lab.expect("a rate limiter from `rateLimiter`")
                .now(() -> limiter != null)
                .otherwise(() -> "your code returned null");
        return limiter;
    }

    private static List<Duration> waits(RateLimiter<String> limiter, String key, int failures) {
        List<Duration> waits = new ArrayList<>();
        for (int number = 0; number < failures; number++) {
            waits.add(limiter.when(key));
        }
        return waits;
    }

    private static String why(List<Duration> waits) {
        if (waits.get(0).equals(Duration.ofMillis(5))) {
            return "`first` is a parameter, and only `main` uses 5 ms for it";
        }
        if (waits.get(0).isZero()) {
            return "a key without a wait fails again at once, again and again";
        }
        if (waits.stream().distinct().count() == 1) {
            return "the wait has to grow, because a key that has failed five times will probably fail again a moment later";
        }
        if (waits.stream().distinct().count() == 2) {
            return "the waits have only two values, a short and a long one; each wait must be twice as long as the one before";
        }
        return "the wait begins with `first`, and each wait is twice as long as the one before";
    }

    private static String describe(Duration wait, Duration longest) {
        if (wait.isNegative()) {
            return "less than zero";
        }
        // A wait in milliseconds may not fit into a long.
        return wait.compareTo(longest) > 0 ? "longer than `longest`" : wait.toMillis() + " ms";
    }

    private static String describe(List<Duration> waits) {
        return waits.stream().map(Duration::toMillis).toList() + " ms";
    }
}
