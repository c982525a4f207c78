package dev.watchworks.apiserver.golang;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A URL as Go's {@code net/url} parses the one of a request: absolute, or an absolute path. There is no fragment.
 *
 * @param scheme in lower case, or empty
 * @param host with the port, and without percent escapes
 * @param path without percent escapes
 * @param rawPath as written
 * @param rawQuery without the question mark
 */
public record GoUrl(String scheme, String host, String path, String rawPath, String rawQuery) {
    private static final Pattern SCHEME = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*):(.*)", Pattern.DOTALL);
    private static final Pattern BAD_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2}).{0,2}", Pattern.DOTALL);
    private static final Pattern HOST = Pattern.compile("[^\\x00-\\x20\\x7f\"<>\\\\^`{|}]*");
    private static final Pattern PORT = Pattern.compile("(:[0-9]*)?");
    private static final Pattern USER = Pattern.compile("[A-Za-z0-9._~!$&'()*+,;=:%@-]*");

    /**
     * Parses a URL: {@code url.ParseRequestURI}.
     *
     * @throws IllegalArgumentException with Go's message
     */
    public static GoUrl parseRequestUri(String text) {
        try {
            return parse(text);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("parse " + GoFormat.quoted(text) + ": " + wrong.getMessage(), wrong);
        }
    }

    private static GoUrl parse(String text) {
        if (text.chars().anyMatch(letter -> letter < ' ' || letter == 0x7f)) {
            throw new IllegalArgumentException("net/url: invalid control character in URL");
        }
        if (text.isEmpty()) {
            throw new IllegalArgumentException("empty url");
        }
        if (text.startsWith(":")) {
            throw new IllegalArgumentException("missing protocol scheme");
        }
        Matcher parts = SCHEME.matcher(text);
        boolean hasScheme = parts.matches();
        String rest = hasScheme ? parts.group(2) : text;
        int question = rest.indexOf('?');
        String query = question < 0 ? "" : rest.substring(question + 1);
        rest = question < 0 ? rest : rest.substring(0, question);
        String scheme = hasScheme ? parts.group(1).toLowerCase(Locale.ROOT) : "";
        if (!rest.startsWith("/")) {
            if (!hasScheme && !rest.equals("*")) {
                throw new IllegalArgumentException("invalid URI for request");
            }
            return new GoUrl(scheme, "", rest.equals("*") ? rest : "", rest, query);
        }
        boolean hasHost = rest.startsWith("//") && (hasScheme || !rest.startsWith("///"));
        if (!hasHost || !hasScheme) {
            return new GoUrl(scheme, "", unescape(rest), rest, query);
        }
        int slash = rest.indexOf('/', 2);
        String authority = slash < 0 ? rest.substring(2) : rest.substring(2, slash);
        String path = slash < 0 ? "" : rest.substring(slash);
        return new GoUrl(scheme, host(authority), unescape(path), path, query);
    }

    private static String host(String authority) {
        int at = authority.lastIndexOf('@');
        if (at >= 0 && !USER.matcher(authority.substring(0, at)).matches()) {
            throw new IllegalArgumentException("net/url: invalid userinfo");
        }
        String host = unescape(authority.substring(at + 1));
        int end = host.startsWith("[") ? host.lastIndexOf(']') : -1;
        if (host.startsWith("[") && end < 0) {
            throw new IllegalArgumentException("missing ']' in host");
        }
        int colon = host.startsWith("[") ? end + 1 : host.indexOf(':');
        String port = colon < 0 ? "" : host.substring(colon);
        if (!PORT.matcher(port).matches()) {
            throw new IllegalArgumentException("invalid port " + GoFormat.quoted(port) + " after host");
        }
        if (!HOST.matcher(host).matches()) {
            String wrong = host.replaceFirst("^" + HOST.pattern(), "").substring(0, 1);
            throw new IllegalArgumentException("invalid character " + GoFormat.quoted(wrong) + " in host name");
        }
        return host;
    }

    private static String unescape(String text) {
        Matcher bad = BAD_ESCAPE.matcher(text);
        if (bad.find()) {
            throw new IllegalArgumentException("invalid URL escape " + GoFormat.quoted(bad.group()));
        }
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        for (int index = 0; index < bytes.length; index++) {
            if (bytes[index] == '%') {
                plain.write(Integer.parseInt(new String(bytes, index + 1, 2, StandardCharsets.US_ASCII), 16));
                index += 2;
            } else {
                plain.write(bytes[index]);
            }
        }
        return plain.toString(StandardCharsets.UTF_8);
    }

    /** The host without its port and without the brackets of an IPv6 address. */
    public String hostname() {
        if (host.startsWith("[")) {
            return host.substring(1, host.lastIndexOf(']'));
        }
        int colon = host.indexOf(':');
        return colon < 0 ? host : host.substring(0, colon);
    }

    /** The port, or the empty string. */
    public String port() {
        int colon = host.startsWith("[") ? host.indexOf(':', host.lastIndexOf(']')) : host.indexOf(':');
        return colon < 0 ? "" : host.substring(colon + 1);
    }
}
