package dev.watchworks.apiserver.endpoints.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.meta.NestedFields;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import dev.watchworks.apiserver.registry.rest.Subresource;
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

/** The OpenAPI v3 document of one group and version, recorded from a real API server, without descriptions. */
final class OpenApiDocument {
    private final List<ResourceType> types;
    private final byte[] compressed;
    private byte @Nullable [] json;

    private OpenApiDocument(List<ResourceType> types, byte[] compressed) {
        this.types = List.copyOf(types);
        this.compressed = compressed;
    }

    /** The document of a path such as {@code apis/apps/v1}; {@code types} are the kinds that this server has. */
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

    /** The document of kinds that definitions describe. */
    static OpenApiDocument custom(List<ResourceType> types) {
        JsonNode shared = Json.read(of("apis/autoscaling/v1", List.of()).json());
        OpenApiDocument document = new OpenApiDocument(List.of(), new byte[0]);
        document.json = Json.write(CustomResourceDocument.of(types, shared));
        return document;
    }

    /** The hash in the document's URL, which changes with the document. */
    synchronized String hash() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-512");
            types.forEach(type -> digest.update(type.plural().getBytes(StandardCharsets.UTF_8)));
            byte[] known = json;
            return String.format(
                    Locale.ROOT,
                    "%0128X",
                    new BigInteger(1, digest.digest(compressed.length == 0 && known != null ? known : compressed)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The document as JSON: all schemas, and the paths that this server has. */
    synchronized byte[] json() {
        if (json == null) {
            try (InputStream text = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
                JsonNode document = Json.read(text.readAllBytes());
                List<String> paths = NestedFields.keys(document, "paths");
                paths.removeIf(this::isServed);
                ((ObjectNode) document.path("paths")).remove(paths);
                json = Json.write(document);
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
        return json;
    }

    /** Whether this server has a path such as {@code /api/v1/namespaces/{namespace}/pods/{name}/log}. */
    private boolean isServed(String path) {
        String below =
                path.replaceFirst("^/(api|apis/[^/]+)/[^/]+/", "").replaceFirst("^namespaces/\\{namespace}/", "");
        String[] parts = below.split("/");
        return types.stream()
                .filter(type -> type.plural().equals(parts[0]))
                .anyMatch(type -> parts.length < 3
                        || type.subresources().stream().map(Subresource::path).anyMatch(parts[2]::equals));
    }
}
