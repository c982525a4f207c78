package dev.watchworks.labkit.slf4j;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class MemoryServiceProviderTest {

    @Test
    void keepsLogLinesFromInfoUpwards() {
        LogBuffer.clear();
        IllegalStateException thrown = new IllegalStateException("no");
        LoggerFactory.getLogger("io.kubernetes.Reflector").debug("not this");
        LoggerFactory.getLogger("io.kubernetes.Reflector").error("{} failed", "pods", thrown);
        assertThat(LogBuffer.lines())
                .containsExactly(new LogLine("ERROR", "Reflector", "pods failed", thrown))
                .first()
                .returns("ERROR Reflector: pods failed (java.lang.IllegalStateException: no)", LogLine::describe);
    }
}
