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

    @Step(8)
    void doublesTheWaitWithEachFailureOfAKey(Lab lab, QueueLesson answer) throws Exception {
        RateLimiter<String> limiter = limiter(lab, answer, Duration.ofMillis(7), Duration.ofSeconds(1));
        List<Duration> waits = waits(limiter, KEY, 5);
        lab.expect("waits of [7, 14, 28, 56, 112] ms for the first five failures of a key, with 7 ms as the first")
                .because(why(waits))
                .now(() -> waits.equals(
                        Stream.of(7, 14, 28, 56, 112).map(Duration::ofMillis).toList()))
                .otherwise(() -> "the waits were " + describe(waits));
        List<Duration> further = waits(limiter, KEY, 15);
        lab.expect("no wait longer than `longest`, here a second, however often the key fails")
                .because("what doubles for ever soon waits for days: twenty failures from 7 ms are an hour")
                .now(() -> further.stream().allMatch(wait -> wait.compareTo(Duration.ofSeconds(1)) <= 0))
                .otherwise(() -> "the waits went on with " + describe(further));
        lab.expect("the wait to stay at `longest` once it is reached")
                .because("a key that failed twenty times must not be tried as fast as a fresh one")
                .now(() -> further.get(14).equals(Duration.ofSeconds(1)))
                .otherwise(() -> "the twentieth wait was " + further.get(14).toMillis() + " ms");
    }

    @Step(8)
    void countsTheFailuresOfEachKeyForItself(Lab lab, QueueLesson answer) throws Exception {
        RateLimiter<String> limiter = limiter(lab, answer, Duration.ofMillis(5), Duration.ofSeconds(1000));
        waits(limiter, KEY, 3);
        lab.expect("numRequeues to be 3 for a key that failed three times")
                .because("`handleErr` gives a key up by this number; where nobody counts, nothing is ever given up")
                .now(() -> limiter.numRequeues(KEY) == 3)
                .otherwise(() -> "it was " + limiter.numRequeues(KEY));
        Duration other = limiter.when("shop/api");
        lab.expect("the first failure of another key to wait for 5 ms, as if there were no others")
                .because("one count for all keys makes a healthy deployment pay for a sick one")
                .now(() -> other.equals(Duration.ofMillis(5)))
                .otherwise(() -> "it had to wait for " + other.toMillis() + " ms");
        limiter.forget(KEY);
        lab.expect("numRequeues to be 0 for a key that was forgotten")
                .now(() -> limiter.numRequeues(KEY) == 0)
                .otherwise(() -> "it was " + limiter.numRequeues(KEY));
        Duration again = limiter.when(KEY);
        lab.expect("a key that was forgotten to begin with 5 ms again")
                .because("forget is how a success, or a new start, clears the account")
                .now(() -> again.equals(Duration.ofMillis(5)))
                .otherwise(() -> "it had to wait for " + again.toMillis() + " ms");
        lab.expect("the other key's failure to be still counted")
                .because("forget names one key, and clears that one's account alone")
                .now(() -> limiter.numRequeues("shop/api") == 1)
                .otherwise(() -> "its numRequeues was " + limiter.numRequeues("shop/api"));
    }

    @Step(8)
    void staysBearableOnABadDay(Lab lab, QueueLesson answer) throws Exception {
        RateLimiter<String> limiter = limiter(lab, answer, Duration.ofMillis(5), Duration.ofSeconds(1000));
        List<Duration> waits = IntStream.rangeClosed(1, 300)
                .mapToObj(number -> limiter.when("shop/web-" + number))
                .toList();
        Duration last = waits.get(299);
        lab.expect("none of 300 keys that fail at the same moment to wait longer than a minute")
                .because(
                        last.compareTo(Duration.ofMinutes(5)) > 0
                                ? "this limiter has one bucket of tokens for all keys, and fills it slowly: client-java's"
                                        + " default has 100 tokens and then 10 a minute, where client-go's has 10 a second"
                                : "an outage makes many keys fail at once; the keys must not wait for each other")
                .now(() -> waits.stream().allMatch(wait -> wait.compareTo(Duration.ofMinutes(1)) <= 0))
                .otherwise(() -> "key 101 has to wait " + waits.get(100).toSeconds() + " seconds, and key 300 "
                        + last.toMinutes() + " minutes");
    }

    private static RateLimiter<String> limiter(Lab lab, QueueLesson answer, Duration first, Duration longest)
            throws Exception {
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
            return "`first` is a parameter: 5 ms is only what `main` puts in";
        }
        if (waits.get(0).isZero()) {
            return "a key that waits for nothing fails again at once, and again: a hot loop";
        }
        if (waits.stream().distinct().count() == 1) {
            return "what failed five times in a row will hardly succeed a moment later: the wait has to grow";
        }
        if (waits.stream().distinct().count() == 2) {
            return "two speeds, fast and slow, are not a growing wait: each failure doubles the wait before it";
        }
        return "each failure of a key doubles its wait, from `first` on";
    }

    private static String describe(List<Duration> waits) {
        return waits.stream().map(Duration::toMillis).toList() + " ms";
    }
}
