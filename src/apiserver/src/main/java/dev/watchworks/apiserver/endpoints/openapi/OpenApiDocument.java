package dev.watchworks.apiserver.endpoints.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The OpenAPI v3 document of one group and version, as a real API server served it, without descriptions. It is read when
 * a client asks for it.
 */
final class OpenApiDocument {
    private final List<ResourceType> types;
    private final byte[] compressed;
    private byte @Nullable [] served;

    private OpenApiDocument(List<ResourceType> types, byte[] compressed) {
        this.types = List.copyOf(types);
        this.compressed = compressed;
    }

    /** The document of a path such as {@code apis/apps/v1}, of which these kinds are served here. */
    static OpenApiDocument of(String path, List<ResourceType> types) {
        try (InputStream file = OpenApiDocument.class.getResourceAsStream("v3/" + path + ".json.gz")) {
            return new OpenApiDocument(
                    types,
                    Objects.requireNonNull(file, () -> "no OpenAPI document is recorded for " + path)
                            .readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** By which clients tell that it has changed. */
    String hash() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-512");
            types.forEach(type -> digest.update(type.plural().getBytes(StandardCharsets.UTF_8)));
            return String.format(Locale.ROOT, "%0128X", new BigInteger(1, digest.digest(compressed)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The document as it is sent: all schemas, and the paths of what is served. */
    synchronized byte[] json() {
        if (served == null) {
            ObjectNode document = read();
            ObjectNode all = (ObjectNode) document.path("paths");
            ObjectNode paths = Json.object();
            all.properties().stream()
                    .filter(path -> isServed(path.getKey()))
                    .forEach(path -> paths.set(path.getKey(), path.getValue()));
            document.set("paths", paths);
            served = Json.write(document);
        }
        return served;
    }

    private ObjectNode read() {
        try (InputStream text = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            JsonNode document = Json.read(text.readAllBytes());
            return (ObjectNode) document;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Whether a path such as {@code /api/v1/namespaces/{namespace}/pods/{name}/log} leads to something here. */
    private boolean isServed(String path) {
        String below =
                path.replaceFirst("^/(api|apis/[^/]+)/[^/]+/", "").replaceFirst("^namespaces/\\{namespace}/", "");
        String[] parts = below.split("/");
        return types.stream()
                .anyMatch(type -> type.plural().equals(parts[0])
                        && (parts.length < 3
                                || type.subresources().stream()
                                        .anyMatch(subresource ->
                                                subresource.path().equals(parts[2]))));
    }
}
