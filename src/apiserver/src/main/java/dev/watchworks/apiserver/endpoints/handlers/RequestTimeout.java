package dev.watchworks.apiserver.endpoints.handlers;

import dev.watchworks.apiserver.endpoints.request.ApiRequest;
import dev.watchworks.apiserver.errors.ApiErrors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parameter {@code timeout}: it must be a Go duration. It has no effect, because all requests here are short. */
final class RequestTimeout {
    private static final String NUMBER = "(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)";
    private static final Pattern DURATION = Pattern.compile("[+-]?(?:0|(?:" + NUMBER + "(?:ns|us|µs|μs|ms|s|m|h))+)");
    private static final Pattern UNKNOWN_UNIT =
            Pattern.compile("[+-]?(?:" + NUMBER + "(?:ns|us|µs|μs|ms|s|m|h)(?![^.0-9]))*" + NUMBER + "([^.0-9]+).*");
    private static final Pattern WITHOUT_UNIT = Pattern.compile("[+-]?(?:" + NUMBER + "[a-zµμ]+)*" + NUMBER);

    private RequestTimeout() {}

    /** Throws 400 when the parameter is not a Go duration ({@code filters/request_deadline.go}). */
    static void check(ApiRequest request) {
        String text = request.parameter("timeout");
        if (text.isEmpty() || DURATION.matcher(text).matches()) {
            return;
        }
        throw ApiErrors.badRequest(
                "invalid timeout specified in the request URL - time: " + problem(text) + " duration \"" + text + '"');
    }

    private static String problem(String text) {
        if (WITHOUT_UNIT.matcher(text).matches()) {
            return "missing unit in";
        }
        Matcher unknown = UNKNOWN_UNIT.matcher(text);
        return unknown.matches() ? "unknown unit \"" + unknown.group(1) + "\" in" : "invalid";
    }
}
