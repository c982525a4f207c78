package dev.watchworks.workbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.runner.lesson.Workbook;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No module goes without its tests in the maintainers' build: surefire fails where none ran, unless it was skipped. */
class ModulesTest {

    private static final String SWITCH = "<maven.test.skip>${watchworks.skip.source.tests}</maven.test.skip>";
    private static final Pattern SKIP =
            Pattern.compile("<(skipTests|skipITs|skip|maven\\.test\\.skip(\\.exec)?|testFailureIgnore)>");

    private final Workbook workbook = Workbook.here();

    static List<String> modules() {
        return Workbook.here().modules().stream()
                .filter(module -> module.startsWith("src/"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void aModulesTestsAreSkippedByTheRootPomsSwitchAlone(String module) {
        String pom = Workbook.read(workbook.root().resolve(module).resolve("pom.xml"));
        assertThat(pom).containsOnlyOnce(SWITCH);
        assertThat(SKIP.matcher(pom.replace(SWITCH, "")).results().map(skip -> skip.group()))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void aModuleHasTests(String module) {
        assertThat(workbook.files(module + "/src/test/java", "Test.java")).isNotEmpty();
    }

    @Test
    void theMaintainersBuildFailsWhereNoTestRan() {
        String pom = Workbook.read(workbook.root().resolve("pom.xml"));
        assertThat(pom.substring(pom.indexOf("<id>workbook</id>")))
                .contains(
                        "<watchworks.skip.source.tests>false</watchworks.skip.source.tests>",
                        "<failIfNoTests>true</failIfNoTests>");
        assertThat(Workbook.read(workbook.root().resolve("solutions/pom.xml")))
                .contains("<failIfNoTests>true</failIfNoTests>");
    }
}
