package dev.watchworks.apiserver.controllers.kubelet;

import dev.watchworks.apiserver.golang.GoFormat;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;

/**
 * A container image as containerd names it. No image is pulled: digest and size are derived from the name.
 *
 * @param requested the name in the pod's spec, such as {@code nginx}
 */
record ContainerImage(String requested) {
    private static final long SMALLEST_BYTES = 20_000_000;
    private static final long SPREAD_BYTES = 100_000_000;

    /** With registry and tag, such as {@code docker.io/library/nginx:latest}. */
    String fullName() {
        String name = repository();
        String tail = requested.substring(requested.lastIndexOf('/') + 1);
        int at = tail.indexOf('@');
        if (at >= 0) {
            return name + tail.substring(at);
        }
        int colon = tail.indexOf(':');
        return name + (colon >= 0 ? tail.substring(colon) : ":latest");
    }

    /** With registry and digest, such as {@code docker.io/library/nginx@sha256:…}. */
    String id() {
        int at = requested.indexOf("@sha256:");
        return repository()
                + (at >= 0
                        ? requested.substring(at)
                        : "@sha256:" + HexFormat.of().formatHex(digest()));
    }

    private String repository() {
        int lastSlash = requested.lastIndexOf('/');
        String tail = requested.substring(lastSlash + 1).split("[:@]", 2)[0];
        String path = requested.substring(0, lastSlash + 1) + tail;
        String first = path.contains("/") ? path.substring(0, path.indexOf('/')) : "";
        if (first.contains(".") || first.contains(":") || first.equals("localhost")) {
            return path;
        }
        return "docker.io/" + (first.isEmpty() ? "library/" : "") + path;
    }

    /** The kubelet's message after a pull that took this long. */
    String pulledMessage(Duration took) {
        long bytes = SMALLEST_BYTES + Math.floorMod(digest()[0] * 7_919_317L + digest()[1] * 104_729L, SPREAD_BYTES);
        String time = GoFormat.duration(took);
        return "Successfully pulled image \"" + requested + "\" in " + time + " (" + time
                + " including waiting). Image size: " + bytes + " bytes.";
    }

    private byte[] digest() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(fullName().getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java runtime has SHA-256", impossible);
        }
    }
}
