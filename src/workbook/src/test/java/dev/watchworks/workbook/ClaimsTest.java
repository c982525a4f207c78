package dev.watchworks.workbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.runner.lesson.Lesson;
import dev.watchworks.runner.lesson.Workbook;
import dev.watchworks.workbook.claim.ClaimProblems;
import dev.watchworks.workbook.claim.ClaimTable;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each sentence of a task is a claim that a check holds and a wrong answer breaks, or it is listed as asking for nothing. */
@ExtendWith(ProofContextExtension.class)
class ClaimsTest {

    static List<Lesson> lessons() {
        return Workbook.here().lessons();
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void eachClaimHasChecksAndAWrongAnswer(Lesson lesson, ProofContext proofs) {
        assertThat(ClaimTable.file(lesson)).exists();
        AnswerBatch.failWith(ClaimProblems.of(lesson));
        ClaimTable table = ClaimTable.of(lesson);
        proofs.summary()
                .add(
                        lesson.name(),
                        3,
                        "%d claims, each with checks and wrong answers; %d sentences ask for nothing"
                                .formatted(
                                        table.claims().size(), table.remarks().size()));
    }
}
