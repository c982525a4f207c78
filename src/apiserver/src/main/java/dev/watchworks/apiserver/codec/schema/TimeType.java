package dev.watchworks.apiserver.codec.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.watchworks.apiserver.meta.Timestamps;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A time, written in UTC.
 *
 * @param micro whether the seconds have exactly six decimals; otherwise they have none
 */
record TimeType(boolean micro) implements ValueType {
    private static final Pattern BEFORE_FRACTION = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d");
    private static final Pattern SIX_DIGITS = Pattern.compile("\\.\\d{6}(?!\\d).*");

    @Override
    public JsonNode read(JsonNode value, DecodeState state) {
        if (!value.isTextual()) {
            state.mismatch(value, "string");
            return zero();
        }
        String text = value.textValue();
        if (micro && lacksMicroseconds(text, state)) {
            return zero();
        }
        try {
            Instant time = OffsetDateTime.parse(text).toInstant();
            return TextNode.valueOf(micro ? Timestamps.micros(time) : Timestamps.seconds(time));
        } catch (DateTimeParseException wrong) {
            state.saveError(
                    "parsing time \"" + text + "\" as \"" + layout() + "\": cannot parse \"" + text + "\" as \"2006\"");
            return zero();
        }
    }

    private boolean lacksMicroseconds(String text, DecodeState state) {
        Matcher start = BEFORE_FRACTION.matcher(text);
        if (!start.lookingAt()
                || SIX_DIGITS.matcher(text.substring(start.end())).matches()) {
            return false;
        }
        String rest = text.substring(start.end());
        state.saveError(
                "parsing time \"" + text + "\" as \"" + layout() + "\": cannot parse \"" + rest + "\" as \".000000\"");
        return true;
    }

    private String layout() {
        return micro ? "2006-01-02T15:04:05.000000Z07:00" : "2006-01-02T15:04:05Z07:00";
    }

    @Override
    public boolean omitsAbsent() {
        return false;
    }

    @Override
    public String goName() {
        return micro ? "v1.MicroTime" : "v1.Time";
    }
}
