package dev.watchworks.apiserver.endpoints.handlers;

import dev.watchworks.apiserver.endpoints.request.ApiRequest;
import dev.watchworks.apiserver.errors.ApiErrors;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Query parameters as Go reads them, refused in its words. */
final class ParameterParser {
    private ParameterParser() {}

    /** True unless it is missing, {@code false} or {@code 0}. */
    static boolean flag(ApiRequest request, String name) {
        Boolean value = optionalFlag(request, name);
        return value != null && value;
    }

    /** The same, null when the parameter is missing. */
    static @Nullable Boolean optionalFlag(ApiRequest request, String name) {
        List<String> values = request.query().get(name);
        if (values == null || values.isEmpty()) {
            return null;
        }
        String value = values.get(0).toLowerCase(Locale.ROOT);
        return !value.equals("false") && !value.equals("0");
    }

    /** A whole number, null when the parameter is missing or empty. */
    static @Nullable Long number(ApiRequest request, String name) {
        String value = request.parameter(name);
        if (value.isEmpty()) {
            return null;
        }
        if (!value.matches("[+-]?[0-9]+")) {
            throw ApiErrors.badRequest("strconv.ParseInt: parsing \"" + value + "\": invalid syntax");
        }
        try {
            return Long.valueOf(value);
        } catch (NumberFormatException tooLong) {
            throw ApiErrors.badRequest("strconv.ParseInt: parsing \"" + value + "\": value out of range");
        }
    }

    /** A whole number, 0 when the parameter is missing or empty. */
    static long numberOrZero(ApiRequest request, String name) {
        Long value = number(request, name);
        return value == null ? 0 : value;
    }

    /** Why a text is no resourceVersion, or the empty string when it is one. */
    static String versionError(String version) {
        if (!version.matches("[0-9]+")) {
            return "strconv.ParseUint: parsing \"" + version + "\": invalid syntax";
        }
        try {
            Long.parseUnsignedLong(version);
            return "";
        } catch (NumberFormatException tooLong) {
            return "strconv.ParseUint: parsing \"" + version + "\": value out of range";
        }
    }

    /** A resourceVersion that {@link #versionError} found nothing wrong with; beyond a long it is as far as time goes. */
    static long version(String version) {
        long value = Long.parseUnsignedLong(version);
        return value < 0 ? Long.MAX_VALUE : value;
    }
}
