package dev.watchworks.workbook.answer;

import dev.watchworks.runner.checkjvm.CheckResult;
import java.util.List;
import java.util.stream.Collectors;

/** Formats the messages for an author whose wrong answer is not caught as recorded. */
public final class WrongAnswerProblems {

    private static final String KEEP = "-Dworkbook.keep=true";

    private WrongAnswerProblems() {}

    /** No check is named yet; lists the results of all checks of the lesson. */
    public static String unnamed(Misconception answer, List<CheckResult> all) {
        if (all.stream().noneMatch(CheckResult::isCaught)) {
            return passes(answer, all);
        }
        return "%s names no check: write into its caught-by.txt the one that must catch it, of those that do: %s. %s writes the first."
                .formatted(answer, caught(all), KEEP);
    }

    /** The lesson has no check of this name. */
    public static String unknown(Misconception answer, String check, List<String> checks) {
        return "%s is to be caught by `%s`, and the lesson has no such check. It has: %s"
                .formatted(answer, check, String.join(", ", checks));
    }

    /** The named check did not find the answer wrong; lists the results of all checks of the lesson. */
    public static String notCaught(Misconception answer, CheckResult named, List<CheckResult> all) {
        if (!named.isDone()) {
            return "%s: its check `%s` says %s, which proves nothing: %s"
                    .formatted(answer, named.method(), named.verdict(), named.found());
        }
        if (all.stream().noneMatch(CheckResult::isCaught)) {
            return passes(answer, all);
        }
        return "%s passes `%s`, which is named in its caught-by.txt. It is caught by: %s"
                .formatted(answer, named.method(), caught(all));
    }

    /** The named check caught the answer with another message than the recorded one. */
    public static String otherWords(Misconception answer, CheckResult named, ExpectedFailure kept, String said) {
        String head = "%s is caught by `%s` as %s, ".formatted(answer, named.method(), named.verdict());
        if (kept.message().isEmpty()) {
            return head + "and no message is kept. It says:\n%s\n%s keeps it.".formatted(said, KEEP);
        }
        return head
                + "with another message than the kept one.\nkept:\n%s\nsaid:\n%s\n%s keeps the new one; where a part of it differs each time, put {number} or {text} there."
                        .formatted(kept.message(), said, KEEP);
    }

    /** Another wrong answer gets the same message. */
    public static String sameWords(Misconception answer, Misconception other, ExpectedFailure kept) {
        return "%s and %s are caught by `%s` with the same words, so that neither learns what they believe. Make the check tell them apart:\n%s"
                .formatted(answer, other, kept.check(), kept.message());
    }

    private static String passes(Misconception answer, List<CheckResult> all) {
        String others = all.stream()
                .filter(result -> !result.isDone())
                .map(result -> " " + result.check() + " is " + result.verdict() + ": " + result.found())
                .collect(Collectors.joining());
        return "%s passes all %d checks of the lesson. A check is missing, or the answer is right.%s"
                .formatted(answer, all.stream().filter(CheckResult::isDone).count(), others);
    }

    private static String caught(List<CheckResult> all) {
        return all.stream()
                .filter(CheckResult::isCaught)
                .map(result -> result.method() + " (step " + result.step() + ", " + result.verdict() + ")")
                .collect(Collectors.joining(", "));
    }
}
