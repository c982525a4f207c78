package dev.watchworks.lesson.pitfalls;

import java.time.Duration;

/** What the follower does next. Failures are counted through all states. */
sealed interface State {

    record Listing(int failures) implements State {}

    record Watching(String version, int failures) implements State {}

    record Pausing(Duration asked, int failures, State then) implements State {}

    record Done() implements State {}
}
