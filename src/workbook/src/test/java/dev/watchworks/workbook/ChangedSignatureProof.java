package dev.watchworks.workbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.runner.lesson.Lesson;
import dev.watchworks.runner.lesson.Workbook;
import dev.watchworks.runner.source.Compilation;
import dev.watchworks.runner.source.Compilation.Problem;
import dev.watchworks.runner.source.JavaFile;
import dev.watchworks.runner.source.SourceMethod;
import dev.watchworks.runner.source.TextSource;
import dev.watchworks.workbook.source.LessonVariants;
import dev.watchworks.workbook.source.SignatureChange;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** When a learner changes a signature by mistake, the error is in the learner's own file, not in a check. */
@ExtendWith(ProofContextExtension.class)
class ChangedSignatureProof {

    static List<Lesson> lessons() {
        return Workbook.here().lessons();
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void eachChangedSignatureIsNamedInTheLearnersFileAndNowhereElse(Lesson lesson, ProofContext proofs) {
        int changes = 0;
        for (JavaFile file : LessonVariants.of(lesson).starter()) {
            List<SourceMethod> methods = marked(file);
            for (SignatureChange change : SignatureChange.values()) {
                List<Problem> errors = compile(lesson, file, change.in(file, methods), proofs);
                assertThat(errors)
                        .as("%s in %s", change, file.name())
                        .allSatisfy(error -> assertThat(error.file()).isEqualTo(file.name()));
                for (SourceMethod method : methods) {
                    // The line of the wrong return type, or of the annotation above it.
                    assertThat(errors)
                            .as("%s of %s", change, method.key())
                            .anySatisfy(error -> assertThat(error.line()).isBetween(method.line() - 1, method.line()));
                    changes++;
                }
            }
        }
        assertThat(changes).isPositive();
        proofs.summary().add(lesson.name(), 40, "%d changed signatures fail in the learner's file".formatted(changes));
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void withoutAnOverrideTheLearnersClassIsNamed(Lesson lesson, ProofContext proofs) {
        for (JavaFile file : LessonVariants.of(lesson).starter()) {
            for (SourceMethod method : marked(file)) {
                String renamed = SignatureChange.ANOTHER_NAME.withoutOverrideIn(file, List.of(method));
                assertThat(compile(lesson, file, renamed, proofs))
                        .as(method.key())
                        .isNotEmpty()
                        .allSatisfy(error -> assertThat(error.file()).isEqualTo(file.name()))
                        .allSatisfy(error -> assertThat(error.message()).contains(method.name() + "("));
            }
        }
    }

    private static List<SourceMethod> marked(JavaFile file) {
        return file.methods().stream()
                .filter(method -> !method.markers().isEmpty())
                .toList();
    }

    /** Compiles everything at once, as an IDE does, to see in which files there are errors. */
    private static List<Problem> compile(Lesson lesson, JavaFile changed, String text, ProofContext proofs) {
        List<JavaFileObject> sources = new ArrayList<>(Compilation.files(lesson.given()));
        sources.addAll(Compilation.files(lesson.checks()));
        for (Path file : lesson.starter()) {
            boolean isChanged = file.getFileName().toString().equals(changed.name());
            sources.add(new TextSource(file.getFileName().toString(), isChanged ? text : Workbook.read(file)));
        }
        return Compilation.of(sources, List.of(), proofs.folder(lesson, "changed-signature"))
                .errors();
    }
}
