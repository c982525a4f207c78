package dev.watchworks.apiserver.apiextensions.cel;

import dev.watchworks.apiserver.apiextensions.schema.StringFormats;
import dev.watchworks.apiserver.golang.GoUrl;
import dev.watchworks.apiserver.validation.NameSyntax;
import dev.watchworks.apiserver.validation.ValueSyntax;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A format of texts that expressions know by name. */
record NamedFormat(String name, Function<String, List<String>> errors) {
    private static final Map<String, NamedFormat> ALL = new LinkedHashMap<>();

    static {
        add("dns1123Label", NameSyntax::dns1123LabelErrors);
        add("dns1123Subdomain", NameSyntax::subdomainErrors);
        add("dns1035Label", NameSyntax::dns1035LabelErrors);
        add("qualifiedName", NameSyntax::qualifiedErrors);
        add("dns1123LabelPrefix", text -> NameSyntax.dns1123LabelErrors(asPrefix(text)));
        add("dns1123SubdomainPrefix", text -> NameSyntax.subdomainErrors(asPrefix(text)));
        add("dns1035LabelPrefix", text -> NameSyntax.dns1035LabelErrors(asPrefix(text)));
        add("labelValue", ValueSyntax::labelValue);
        add("uri", NamedFormat::uriErrors);
        add("uuid", text -> errors("uuid", text, "does not match the UUID format"));
        add("byte", text -> errors("byte", text, "invalid base64"));
        add("date", text -> errors("date", text, "invalid date"));
        add("datetime", text -> errors("datetime", text, "invalid datetime"));
    }

    private static void add(String name, Function<String, List<String>> errors) {
        ALL.put(name, new NamedFormat(name, errors));
    }

    static Map<String, NamedFormat> all() {
        return ALL;
    }

    /** A trailing dash is legal, because something follows it. */
    private static String asPrefix(String text) {
        return text.length() > 1 && text.endsWith("-") ? text.substring(0, text.length() - 2) + "a" : text;
    }

    private static List<String> uriErrors(String text) {
        try {
            GoUrl.parseRequestUri(text);
            return List.of();
        } catch (IllegalArgumentException wrong) {
            return List.of(String.valueOf(wrong.getMessage()));
        }
    }

    private static List<String> errors(String format, String text, String error) {
        return StringFormats.matches(format, text) ? List.of() : List.of(error);
    }
}
