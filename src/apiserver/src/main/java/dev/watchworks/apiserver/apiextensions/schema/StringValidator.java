package dev.watchworks.apiserver.apiextensions.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import dev.watchworks.apiserver.golang.GoFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Checks a text's length, pattern and format; keeps compiled patterns, which have Go's syntax. */
final class StringValidator {
    private final Map<String, Pattern> patterns = new ConcurrentHashMap<>();

    void validate(StructuralSchema schema, JsonNode value, String path, SchemaResult result) {
        lengthAndPattern(schema.validation(), value, path, result);
        result.match();
        String format = StringFormats.supported(schema);
        if (!format.isEmpty()) {
            if (!StringFormats.matches(format, value.textValue())) {
                String message =
                        path + " in body must be of type " + format + ": " + GoFormat.quoted(value.textValue());
                result.add(new SchemaError(SchemaError.Code.TYPE, path, value, 0, List.of(), message));
            }
            result.match();
        }
    }

    /** Only the first error of the three counts. */
    private void lengthAndPattern(ValueValidation rules, JsonNode value, String path, SchemaResult result) {
        String text = value.textValue();
        long length = text.codePointCount(0, text.length());
        if (rules.maxLength() != null && length > rules.maxLength()) {
            String rule = "should be at most " + rules.maxLength() + " chars long";
            result.add(SchemaError.limited(SchemaError.Code.TOO_LONG, path, value, rules.maxLength(), rule));
        } else if (rules.minLength() != null && length < rules.minLength()) {
            result.add(SchemaError.invalid(path, value, "should be at least " + rules.minLength() + " chars long"));
        } else if (!rules.pattern().isEmpty() && !matches(rules.pattern(), text)) {
            result.add(SchemaError.invalid(path, value, "should match '" + rules.pattern() + "'"));
        }
    }

    private boolean matches(String pattern, String text) {
        return patterns.computeIfAbsent(pattern, Pattern::compile).matcher(text).find();
    }
}
