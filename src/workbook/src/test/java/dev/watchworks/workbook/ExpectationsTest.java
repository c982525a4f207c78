package dev.watchworks.workbook;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.util.TreeScanner;
import dev.watchworks.runner.lesson.Workbook;
import dev.watchworks.runner.source.Compilation;
import dev.watchworks.runner.source.SourceParser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An expectation looks at nothing before {@code otherwise}: a check that forgets it would pass with every answer. */
class ExpectationsTest {

    private final Workbook workbook = Workbook.here();

    @Test
    void eachExpectationOfACheckEndsWithOtherwise() {
        StatementScanner scanner = new StatementScanner();
        List<Path> checks = workbook.lessons().stream()
                .flatMap(lesson -> workbook.files("lessons/" + lesson.name() + "/src/test/java", ".java").stream())
                .toList();
        SourceParser.parse(Compilation.files(checks), (unit, trees) -> scanner.scan(unit, null));
        assertThat(scanner.ended).as("expectations that end with otherwise").isGreaterThan(300);
        assertThat(scanner.forgotten)
                .as("expectations without otherwise(…), which never look at anything")
                .isEmpty();
    }

    private static final class StatementScanner extends TreeScanner<@Nullable Void, @Nullable Void> {
        private final List<String> forgotten = new ArrayList<>();
        private int ended;

        @Override
        public @Nullable Void visitExpressionStatement(ExpressionStatementTree statement, @Nullable Void none) {
            List<String> calls = calls(statement.getExpression());
            if (calls.contains("expect")) {
                if (calls.get(0).equals("otherwise")) {
                    ended++;
                } else {
                    forgotten.add(statement.toString());
                }
            }
            return super.visitExpressionStatement(statement, none);
        }

        /**
         * Returns the names of the methods in a chain of calls, the last call first. {@code Lab.expect} has one argument;
         * the checks' own helpers with that name have more.
         */
        private static List<String> calls(ExpressionTree expression) {
            List<String> names = new ArrayList<>();
            ExpressionTree current = expression;
            while (current instanceof MethodInvocationTree call
                    && call.getMethodSelect() instanceof MemberSelectTree select) {
                boolean isOfLab = call.getArguments().size() == 1;
                String name = select.getIdentifier().toString();
                names.add(name.equals("expect") && !isOfLab ? "expect of a helper" : name);
                current = select.getExpression();
            }
            return names;
        }
    }
}
