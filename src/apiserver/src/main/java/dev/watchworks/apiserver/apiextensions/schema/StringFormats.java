package dev.watchworks.apiserver.apiextensions.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import dev.watchworks.apiserver.golang.GoUrl;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** The formats of texts (kube-openapi's {@code strfmt}). A schema may name other formats; they restrict nothing. */
public final class StringFormats {
    private static final Predicate<String> ANY = text -> true;
    private static final String ADDRESS = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~\\x{80}-\\x{10ffff}-]+";
    private static final String LOCAL = "(?:" + ADDRESS + "(?:\\." + ADDRESS + ")*|\"(?:[^\"\\\\]|\\\\.)*\")";
    private static final String MAILBOX = LOCAL + "@(?:" + ADDRESS + "(?:\\." + ADDRESS + ")*|\\[[^\\[\\]\\\\]*\\])";
    private static final String DISPLAY_NAME =
            "(?:(?:[A-Za-z0-9!#$%&'*+/=?^_`{|}~. \\t-]|[^\\x00-\\x7f])*|\"(?:[^\"\\\\]|\\\\.)*\"\\s*)";
    private static final String UUID = "(?i)^[0-9a-f]{8}-?[0-9a-f]{4}-?%s[0-9a-f]{3}-?%s[0-9a-f]{12}$";
    private static final String BYTE = "(?:0|[1-9]\\d?|1\\d\\d?|2[0-4]\\d|25[0-5])";
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    private static final Pattern TIME =
            Pattern.compile("^([0-9]{2}):([0-9]{2}):([0-9]{2})(.[0-9]+)?(z|([+-][0-9]{2}:[0-9]{2}))$");

    private static final Map<String, Predicate<String>> FORMATS = Map.ofEntries(
            Map.entry("uri", StringFormats::isUri),
            Map.entry("email", pattern("^\\s*(?:" + MAILBOX + "|" + DISPLAY_NAME + "\\s*<" + MAILBOX + ">)\\s*$")),
            Map.entry("hostname", NetworkFormats::isHostname),
            Map.entry("ipv4", NetworkFormats::isFour),
            Map.entry("ipv6", NetworkFormats::isSix),
            Map.entry("cidr", NetworkFormats::isCidr),
            Map.entry("mac", NetworkFormats::isMac),
            Map.entry("uuid", pattern(String.format(UUID, "[0-9a-f]", "[0-9a-f]{4}-?"))),
            Map.entry("uuid3", pattern(String.format(UUID, "3", "[0-9a-f]{4}-?"))),
            Map.entry("uuid4", pattern(String.format(UUID, "4", "[89ab][0-9a-f]{3}-?"))),
            Map.entry("uuid5", pattern(String.format(UUID, "5", "[89ab][0-9a-f]{3}-?"))),
            Map.entry("isbn", NumberedFormats::isIsbn),
            Map.entry("isbn10", NumberedFormats::isIsbn10),
            Map.entry("isbn13", NumberedFormats::isIsbn13),
            Map.entry("creditcard", NumberedFormats::isCreditCard),
            Map.entry("ssn", pattern("^\\d{3}[- ]\\d{2}[- ]\\d{4}$")),
            Map.entry("hexcolor", pattern("^#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$")),
            Map.entry("rgbcolor", pattern("^rgb\\(\\s*" + BYTE + "\\s*,\\s*" + BYTE + "\\s*,\\s*" + BYTE + "\\s*\\)$")),
            Map.entry(
                    "byte",
                    pattern("^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{4})$")),
            Map.entry("password", ANY),
            Map.entry("bsonobjectid", pattern("^[0-9a-fA-F]{24}$")),
            Map.entry("date", StringFormats::isDate),
            Map.entry("duration", DurationFormat::matches),
            Map.entry("datetime", StringFormats::isDateTime));

    /** The names as schemas write them most, so that no name has to be changed for a look-up. */
    private static final Set<String> PLAIN = FORMATS.keySet();

    private StringFormats() {}

    /** The schema's format, or the empty string when it restricts nothing. */
    static String supported(StructuralSchema schema) {
        String format = schema.validation().format();
        if (format.isEmpty() || PLAIN.contains(format)) {
            return format;
        }
        return PLAIN.contains(normalized(format)) ? format : "";
    }

    /** The formats of texts in a schema that restrict nothing, in the schema's order. */
    public static List<String> unrecognized(JsonNode schema) {
        List<String> formats = new ArrayList<>();
        String format = schema.path("format").asText();
        if (schema.path("type").asText().equals(JsonType.STRING)
                && !format.isEmpty()
                && !PLAIN.contains(normalized(format))) {
            formats.add(format);
        }
        SchemaParts.of(schema).forEach(part -> formats.addAll(unrecognized(part)));
        return formats;
    }

    private static String normalized(String format) {
        return format.replace("-", "");
    }

    /** Whether a text has a supported format. */
    public static boolean matches(String format, String text) {
        return FORMATS.getOrDefault(normalized(format), ANY).test(text);
    }

    private static Predicate<String> pattern(String expression) {
        Pattern compiled = Pattern.compile(expression);
        return text -> compiled.matcher(text).find();
    }

    private static boolean isUri(String text) {
        try {
            GoUrl.parseRequestUri(text);
            return true;
        } catch (IllegalArgumentException wrong) {
            return false;
        }
    }

    static boolean isDate(String text) {
        try {
            return text.length() == 10 && LocalDate.parse(text, DATE) != null;
        } catch (DateTimeParseException wrong) {
            return false;
        }
    }

    private static boolean isDateTime(String text) {
        String[] parts = text.toLowerCase(Locale.ROOT).split("t", -1);
        if (text.length() < 4 || parts.length < 2 || !isDate(parts[0])) {
            return false;
        }
        var time = TIME.matcher(parts[1]);
        return time.find()
                && time.group(1).compareTo("23") <= 0
                && time.group(2).compareTo("59") <= 0
                && time.group(3).compareTo("59") <= 0;
    }
}
