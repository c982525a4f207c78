package dev.watchworks.apiserver.api.core.pod;

import static dev.watchworks.apiserver.meta.NestedFields.has;
import static dev.watchworks.apiserver.meta.NestedFields.object;
import static dev.watchworks.apiserver.meta.NestedFields.objects;
import static dev.watchworks.apiserver.meta.NestedFields.orElse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The defaults of a pod's volumes. */
final class VolumeDefaults {
    /** Octal 644: a file that its owner writes and everyone reads. */
    private static final int FILE_MODE = 0644;

    /** One hour. */
    private static final int TOKEN_SECONDS = 3600;

    private VolumeDefaults() {}

    static void apply(ObjectNode volume) {
        if (volume.size() <= 1) {
            volume.putObject("emptyDir");
        }
        for (String source : new String[] {"secret", "configMap", "downwardAPI", "projected"}) {
            if (volume.path(source) instanceof ObjectNode there) {
                orElse(there, "defaultMode", FILE_MODE);
                applyToFiles(there);
                objects(there, "sources").forEach(VolumeDefaults::applyToSource);
            }
        }
        if (volume.path("hostPath") instanceof ObjectNode path && !has(path, "type")) {
            path.put("type", "");
        }
        if (volume.path("ephemeral").path("volumeClaimTemplate") instanceof ObjectNode template) {
            orElse(object(template, "spec"), "volumeMode", "Filesystem");
        }
    }

    private static void applyToSource(ObjectNode source) {
        applyToFiles(source.path("downwardAPI"));
        if (source.path("serviceAccountToken") instanceof ObjectNode token) {
            orElse(token, "expirationSeconds", TOKEN_SECONDS);
        }
    }

    private static void applyToFiles(JsonNode source) {
        for (ObjectNode item : objects(source, "items")) {
            if (item.path("fieldRef") instanceof ObjectNode field) {
                orElse(field, "apiVersion", "v1");
            }
        }
    }
}
