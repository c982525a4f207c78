package dev.watchworks.workbook;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import dev.watchworks.runner.lesson.Workbook;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** CONTRIBUTING.md's map of the modules is true: the poms and the classes agree with it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ModuleMapTest {

    private static final Pattern DEPENDENCY = Pattern.compile("(?s)<dependency>(.*?)</dependency>");
    private static final Pattern OURS = Pattern.compile("<artifactId>watchworks-(\\w+)</artifactId>");
    private static final String WORKBOOK = "workbook";

    private final ModuleMap map = ModuleMap.read();
    private final JavaClasses classes = BuiltClasses.read();

    Set<String> modules() {
        return map.mayUse().keySet();
    }

    @Test
    void theMapHasEachModuleOfTheBuild() {
        assertThat(modules())
                .containsExactlyInAnyOrderElementsOf(Workbook.here().modules().stream()
                        .filter(module -> module.startsWith("src/"))
                        .map(module -> module.substring("src/".length()))
                        .toList());
    }

    @Test
    void eachClassBelongsToAModuleOfTheMap() {
        assertThat(classes.stream().map(type -> type.getPackageName().split("\\.")[2]))
                .isSubsetOf(modules());
    }

    @ParameterizedTest
    @MethodSource("modules")
    void aModulesClassesUseOnlyTheModulesThatTheMapAllows(String module) {
        for (String other : map.forbidden(module)) {
            noClasses()
                    .that()
                    .resideInAPackage(packagesOf(module))
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(packagesOf(other))
                    .check(classes);
        }
    }

    /** The workbook may use everything and needs less. */
    @ParameterizedTest
    @MethodSource("modules")
    void aModulesPomNamesTheModulesOfTheMap(String module) {
        String pom = Workbook.read(
                Workbook.here().root().resolve("src").resolve(module).resolve("pom.xml"));
        Set<String> used = DEPENDENCY
                .matcher(pom)
                .results()
                .map(dependency -> dependency.group(1))
                .filter(dependency -> !dependency.contains("<scope>test</scope>"))
                .flatMap(dependency -> OURS.matcher(dependency).results())
                .map(name -> name.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        if (module.equals(WORKBOOK)) {
            assertThat(map.mayUse().get(module)).containsAll(used);
        } else {
            assertThat(used).isEqualTo(map.mayUse().get(module));
        }
    }

    private static String packagesOf(String module) {
        return "dev.watchworks." + module + "..";
    }
}
