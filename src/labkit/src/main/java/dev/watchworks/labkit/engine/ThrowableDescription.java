package dev.watchworks.labkit.engine;

import io.kubernetes.client.openapi.ApiException;
import java.net.BindException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Describes an exception in one line. */
final class ThrowableDescription {

    private static final Pattern STATUS_MESSAGE = Pattern.compile("\"message\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");

    private static final int LONGEST = 200;

    private ThrowableDescription() {}

    /**
     * Returns {@code IllegalStateException: no configuration} or {@code ApiException: HTTP 404, pods "a" not found}.
     */
    static String of(Throwable thrown) {
        String name = thrown.getClass().getSimpleName();
        String message = thrown instanceof ApiException response ? response(response) : firstLine(thrown.getMessage());
        return message.isEmpty() ? name : name + ": " + message;
    }

    /** Explains an error whose own message does not help; returns an empty text for all others. */
    static String why(Throwable thrown) {
        for (Throwable cause : LearnerFrames.causes(thrown)) {
            if (cause instanceof StackOverflowError) {
                return "a method calls itself without end, or two methods call each other: look for the lines that repeat"
                        + " in the stack above";
            }
            if (cause instanceof OutOfMemoryError) {
                return "your code keeps more and more objects and releases none: look for a list, a map or a queue that"
                        + " only grows";
            }
            if (cause instanceof BindException) {
                return "another program uses that port, perhaps an earlier run that has not ended: end it, or listen on"
                        + " port 0, which selects a free port";
            }
        }
        return "";
    }

    private static String response(ApiException response) {
        String body = response.getResponseBody();
        Matcher status = STATUS_MESSAGE.matcher(body == null ? "" : body);
        if (status.find()) {
            return "HTTP " + response.getCode() + ", " + status.group(1).replace("\\\"", "\"");
        }
        return response.getCode() == 0 ? firstLine(String.valueOf(response.getCause())) : "HTTP " + response.getCode();
    }

    private static String firstLine(@Nullable String text) {
        String line = text == null ? "" : text.strip().lines().findFirst().orElse("");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 3) + "...";
    }
}
