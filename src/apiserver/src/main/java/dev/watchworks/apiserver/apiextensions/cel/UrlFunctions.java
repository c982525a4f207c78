package dev.watchworks.apiserver.apiextensions.cel;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import dev.watchworks.apiserver.golang.GoUrl;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** {@code url}, {@code isURL} and the parts of a URL. */
final class UrlFunctions {
    private static final CelType URL = OpaqueType.create("kubernetes.URL");
    private static final List<CelArgument> TEXT = List.of(CelArgument.TEXT);
    private static final List<CelArgument> SELF = List.of(new CelArgument(URL, GoUrl.class));

    private UrlFunctions() {}

    static void addTo(FunctionLibrary library) {
        library.global("url", "string_to_url", URL, TEXT, values -> parse((String) values[0]));
        library.global("isURL", "is_url_string", SimpleType.BOOL, TEXT, values -> isUrl((String) values[0]));
        part(library, "getScheme", "url_get_scheme", GoUrl::scheme);
        part(library, "getHost", "url_get_host", GoUrl::host);
        part(library, "getHostname", "url_get_hostname", GoUrl::hostname);
        part(library, "getPort", "url_get_port", GoUrl::port);
        part(library, "getEscapedPath", "url_get_escaped_path", GoUrl::rawPath);
        CelType query = MapType.create(SimpleType.STRING, ListType.create(SimpleType.STRING));
        library.member("getQuery", "url_get_query", query, SELF, values -> query((GoUrl) values[0]));
    }

    private static void part(FunctionLibrary library, String name, String overload, Function<GoUrl, String> part) {
        library.member(name, overload, SimpleType.STRING, SELF, values -> part.apply((GoUrl) values[0]));
    }

    /** A fragment is legal, and belongs to none of the parts. */
    private static GoUrl parse(String text) {
        try {
            GoUrl.parseRequestUri(text);
            int fragment = text.indexOf('#');
            return fragment < 0 ? GoUrl.parseRequestUri(text) : GoUrl.parseRequestUri(text.substring(0, fragment));
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    "URL parse error during conversion from string: " + wrong.getMessage(), wrong);
        }
    }

    private static boolean isUrl(String text) {
        try {
            GoUrl.parseRequestUri(text);
            return true;
        } catch (IllegalArgumentException wrong) {
            return false;
        }
    }

    private static Map<String, List<String>> query(GoUrl url) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        for (String pair : url.rawQuery().split("&")) {
            if (!pair.isEmpty()) {
                String[] parts = pair.split("=", 2);
                String value = parts.length == 1 ? "" : decode(parts[1]);
                query.computeIfAbsent(decode(parts[0]), key -> new ArrayList<>())
                        .add(value);
            }
        }
        return query;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
