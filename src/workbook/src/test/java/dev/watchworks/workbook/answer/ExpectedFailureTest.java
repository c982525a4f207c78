package dev.watchworks.workbook.answer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpectedFailureTest {

    @Test
    void readsWhatItWrites() {
        ExpectedFailure kept = new ExpectedFailure("printsALine", "expected a line\nbut your code printed nothing");
        assertThat(kept.toFile()).isEqualTo("printsALine\n\nexpected a line\nbut your code printed nothing\n");
        assertThat(ExpectedFailure.parse(kept.toFile())).isEqualTo(kept);
        assertThat(ExpectedFailure.parse("printsALine\n")).isEqualTo(new ExpectedFailure("printsALine", ""));
        assertThat(ExpectedFailure.parse("")).isEqualTo(new ExpectedFailure("", ""));
    }

    @Test
    void isSaidWordForWordButForThePlaceholdersOfPeople() {
        ExpectedFailure kept = new ExpectedFailure("c", "it sent {number} requests (in a loop), the last {text}.");
        assertThat(kept.matches("it sent 1,204 requests (in a loop), the last to pods."))
                .isTrue();
        assertThat(kept.matches("it sent some requests (in a loop), the last to pods."))
                .isFalse();
        assertThat(kept.matches("it sent 12 requests (in a loop), the last\nto pods."))
                .isFalse();
    }

    @Test
    void isTheSameAsAnotherOnlyWhereTheCheckIsTheSame() {
        ExpectedFailure kept = new ExpectedFailure("c", "it sent {number} requests");
        assertThat(kept.isTheSameAs(new ExpectedFailure("c", "it sent 5 requests")))
                .isTrue();
        assertThat(kept.isTheSameAs(new ExpectedFailure("d", "it sent 5 requests")))
                .isFalse();
        assertThat(kept.isTheSameAs(new ExpectedFailure("c", "it sent nothing")))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    list pods in lab-0a1b2c3d (200)              | list pods in {namespace} (200)
                    https://127.0.0.1:45123/api/v1/pods          | https://127.0.0.1:{port}/api/v1/pods
                    watch pods with resourceVersion=1042         | watch pods with resourceVersion={version}
                    watch pods with resourceVersion=0            | watch pods with resourceVersion=0
                    too old resource version: 3 (1042)           | too old resource version: {version} ({version})
                    yours gives up after 10000 ms of silence     | yours gives up after {time} of silence
                    it was not back after 30 seconds             | it was not back after 30 seconds
                    +1.20 s web-7 was deleted                    | {time} web-7 was deleted
                    it stood at RawWatch.java:42                 | it stood at RawWatch.java:{line}
                    "pool-3-thread-1" still works                | "pool-{number}-thread-{number}" still works
                    it tried 6 times and got 410, 10000 changes  | it tried 6 times and got 410, 10000 changes
                    Response@1b2c3d4e was returned               | Response@{identity} was returned
                    web-5d78c9869d-x2k4z was added               | web-{suffix} was added
                    """)
    void replacesWhatIsDifferentEachTimeAndNothingElse(String said, String kept) {
        assertThat(MessageNormalizer.normalize(said)).isEqualTo(kept);
    }
}
