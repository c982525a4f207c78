package dev.watchworks.workbook.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import org.junit.jupiter.api.Test;

class ClassFileNamesTest {

    private static final long A_LONG = 1L << 40;
    private static final double A_DOUBLE = 0.3;

    @Test
    void knowsMethodsAndClassesThatAreMadeOrUsed() throws Exception {
        try (InputStream stream = ClassFileNamesTest.class.getResourceAsStream("ClassFileNamesTest.class")) {
            assertThat(ClassFileNames.in(stream.readAllBytes()))
                    .contains(
                            "knowsMethodsAndClassesThatAreMadeOrUsed",
                            "getResourceAsStream",
                            "InputStream",
                            "unusedButMade");
        }
    }

    static double unusedButMade() {
        return A_LONG + A_DOUBLE;
    }
}
