package dev.watchworks.apiserver.endpoints.handlers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.InvalidJsonException;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.errors.ApiErrors;
import dev.watchworks.apiserver.errors.ApiException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * The start of the next page of a list ({@code storage/continue.go}).
 *
 * @param revision the list's resourceVersion, or -1 for the newest version
 * @param start the first key of the page, without the list's prefix
 */
record ContinueToken(long revision, String start) {
    private static final String VERSION = "meta.k8s.io/v1";

    /** The token of the page that begins after a key. */
    static ContinueToken after(long revision, String prefix, String key) {
        return new ContinueToken(revision, key.substring(prefix.length()) + "\0");
    }

    /** The text in a list's metadata. */
    String encode() {
        return encode(revision, "/" + start);
    }

    /** A token for the rest of the list in the newest version, when the list's version is too old. */
    String fresh() {
        return encode(-1, start);
    }

    private static String encode(long revision, String start) {
        ObjectNode token = Json.object().put("v", VERSION).put("rv", revision).put("start", start);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Json.write(token));
    }

    static ContinueToken decode(String text) {
        JsonNode token;
        try {
            token = Json.read(Base64.getUrlDecoder().decode(text.replace("=", "")));
        } catch (IllegalArgumentException refused) {
            throw invalid("illegal base64 data at input byte " + firstInvalid(text));
        } catch (InvalidJsonException refused) {
            throw invalid(refused.getMessage());
        }
        String version = token.path("v").asText();
        if (!version.equals(VERSION)) {
            throw invalid("server does not recognize this encoded version " + version);
        }
        long revision = token.path("rv").asLong();
        if (revision == 0) {
            throw invalid("incorrect encoded start resourceVersion (version " + VERSION + ")");
        }
        String start = token.path("start").asText();
        if (start.isEmpty()) {
            throw invalid("encoded start key empty (version " + VERSION + ")");
        }
        String key = start.startsWith("/") ? start.substring(1) : start;
        if (hasRelativeSegment(key)) {
            throw invalid(start);
        }
        return new ContinueToken(revision, key);
    }

    /** Whether a segment of the key is empty, {@code .} or {@code ..}. */
    private static boolean hasRelativeSegment(String key) {
        return Arrays.stream(key.split("/", -1))
                .anyMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
    }

    private static ApiException invalid(String why) {
        return ApiErrors.badRequest("invalid continue token: continue key is not valid: " + why);
    }

    private static int firstInvalid(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int index = 0; index < bytes.length; index++) {
            if (!Character.isLetterOrDigit(bytes[index]) && bytes[index] != '-' && bytes[index] != '_') {
                return index;
            }
        }
        // A single last character is invalid, because a byte needs two characters.
        return bytes.length % 4 == 1 ? bytes.length - 1 : bytes.length;
    }
}
