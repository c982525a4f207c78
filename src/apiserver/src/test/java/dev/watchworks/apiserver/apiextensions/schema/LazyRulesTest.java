package dev.watchworks.apiserver.apiextensions.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.apiserver.codec.json.Json;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The library for rules is loaded by the first rule. */
class LazyRulesTest {

    @Test
    void onlyARuleLoadsTheLibrary() throws IOException, InterruptedException {
        assertThat(classesLoadedBy("{'type':'object','properties':{'x':{'type':'string','pattern':'a'}}}"))
                .noneMatch(line -> line.contains(" dev.cel."));
        assertThat(classesLoadedBy("{'type':'object','x-kubernetes-validations':[{'rule':'true'}]}"))
                .anyMatch(line -> line.contains(" dev.cel."));
    }

    private static List<String> classesLoadedBy(String schema) throws IOException, InterruptedException {
        String java = ProcessHandle.current().info().command().orElse("java");
        Process process = new ProcessBuilder(
                        java,
                        "-Xlog:class+load",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CheckedSchema.class.getName(),
                        schema.replace('\'', '"'))
                .redirectErrorStream(true)
                .start();
        List<String> lines = process.inputReader().lines().toList();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(lines).contains(CheckedSchema.DONE);
        return lines;
    }

    /** The program of the other JVM. */
    static final class CheckedSchema {
        static final String DONE = "checked";

        private CheckedSchema() {}

        public static void main(String[] schema) {
            var errors = new dev.watchworks.apiserver.errors.FieldErrors();
            StructuralSchemaValidation.validate(Json.read(schema[0]), "schema", errors);
            new CustomResourceValidator(StructuralSchema.parse(Json.read(schema[0])))
                    .validateInvariants(Json.object(), null, errors);
            System.out.println(DONE);
        }
    }
}
