package dev.watchworks.workbook;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The layers of labkit, from the launcher's listeners down to the values that all packages share. */
class LabkitLayersTest {

    private static final String LABKIT = "dev.watchworks.labkit";

    @Test
    void eachPackageUsesOnlyThePackagesBelowIt() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("launcher")
                .definedBy(LABKIT + ".launcher..")
                .layer("API")
                .definedBy(LABKIT)
                .layer("report")
                .definedBy(LABKIT + ".report..")
                .layer("engine")
                .definedBy(LABKIT + ".engine..")
                .layer("fixture")
                .definedBy(LABKIT + ".fixture..")
                .layer("interleaving")
                .definedBy(LABKIT + ".interleaving..")
                .layer("lesson")
                .definedBy(LABKIT + ".lesson..")
                .layer("output")
                .definedBy(LABKIT + ".output..")
                .layer("slf4j")
                .definedBy(LABKIT + ".slf4j..")
                .layer("verdict")
                .definedBy(LABKIT + ".verdict..")
                .ensureAllClassesAreContainedInArchitecture()
                .whereLayer("launcher")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("API")
                .mayOnlyBeAccessedByLayers("launcher")
                .whereLayer("report")
                .mayOnlyAccessLayers("lesson", "output", "slf4j", "verdict")
                .whereLayer("engine")
                .mayOnlyAccessLayers("output", "verdict")
                .whereLayer("fixture")
                .mayOnlyAccessLayers("output", "verdict")
                .whereLayer("interleaving")
                .mayNotAccessAnyLayer()
                .whereLayer("lesson")
                .mayOnlyAccessLayers("verdict")
                .whereLayer("output")
                .mayNotAccessAnyLayer()
                .whereLayer("slf4j")
                .mayNotAccessAnyLayer()
                .whereLayer("verdict")
                .mayNotAccessAnyLayer()
                .check(new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages(LABKIT));
    }
}
