package dev.watchworks.runner.checkjvm;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;

/** Requests and results as lines of JSON, for the connection between the two JVMs. */
final class CheckJvmMessage {

    /** Only the parts of a record: a getter such as {@code isDone} follows from them. */
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .visibility(PropertyAccessor.ALL, Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, Visibility.ANY)
            .visibility(PropertyAccessor.CREATOR, Visibility.ANY)
            .build();

    private CheckJvmMessage() {}

    static String of(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Whether a line is a value, and not a signal such as {@link CheckJvmMain#NEXT}. */
    static boolean is(String line) {
        return line.startsWith("{");
    }

    static <T> T parse(String line, Class<T> type) {
        try {
            return MAPPER.readValue(line, type);
        } catch (JsonProcessingException foreign) {
            throw new UncheckedIOException(
                    "The JVM of the checks sent a line that is not understood: " + line, foreign);
        }
    }
}
