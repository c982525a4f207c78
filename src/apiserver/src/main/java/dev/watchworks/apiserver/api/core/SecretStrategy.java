package dev.watchworks.apiserver.api.core;

import static dev.watchworks.apiserver.meta.NestedFields.object;
import static dev.watchworks.apiserver.meta.NestedFields.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.registry.rest.FieldRules;
import dev.watchworks.apiserver.registry.rest.Strategy;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.function.Function;

/** Secrets (Kubernetes' {@code registry/core/secret}). */
public final class SecretStrategy implements Strategy {
    private static final String ACCOUNT = "kubernetes.io/service-account.name";

    @Override
    public void applyDefaults(ObjectNode object) {
        JsonNode plain = object.remove("stringData");
        if (plain != null && !plain.isEmpty()) {
            ObjectNode data = object(object, "data");
            for (Map.Entry<String, JsonNode> entry : plain.properties()) {
                byte[] bytes = entry.getValue().asText().getBytes(StandardCharsets.UTF_8);
                data.put(entry.getKey(), Base64.getEncoder().encodeToString(bytes));
            }
        }
    }

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        JsonNode data = object.path("data");
        DataValidation.validateKeys(object, "data", errors);
        if (DataValidation.sizeOfBase64(data) > DataValidation.MAXIMUM_SIZE) {
            errors.tooLong("data", DataValidation.MAXIMUM_SIZE);
        }
        validateType(object, data, errors);
    }

    private static void validateType(ObjectNode object, JsonNode data, FieldErrors errors) {
        switch (text(object, "type")) {
            case "kubernetes.io/service-account-token" -> {
                boolean isMissing =
                        text(object, "metadata", "annotations", ACCOUNT).isEmpty();
                errors.required("metadata.annotations[" + ACCOUNT + "]", isMissing);
            }
            case "kubernetes.io/dockercfg" -> required(data, ".dockercfg", errors);
            case "kubernetes.io/dockerconfigjson" -> required(data, ".dockerconfigjson", errors);
            case "kubernetes.io/basic-auth" -> {
                if (!data.has("username") && !data.has("password")) {
                    required(data, "username", errors);
                    required(data, "password", errors);
                }
            }
            case "kubernetes.io/ssh-auth" ->
                errors.required(
                        "data[ssh-privatekey]", text(data, "ssh-privatekey").isEmpty());
            case "kubernetes.io/tls" -> {
                required(data, "tls.crt", errors);
                required(data, "tls.key", errors);
            }
            default -> {
                // Other types belong to users, and their data can have any keys.
            }
        }
    }

    private static void required(JsonNode data, String key, FieldErrors errors) {
        errors.required("data[" + key + "]", !data.has(key));
    }

    @Override
    public void validateUpdate(ObjectNode object, ObjectNode current, FieldErrors errors) {
        FieldRules.validateImmutable("core.Secret", object, current, "", errors);
        DataValidation.validateImmutable(object, current, errors, "data");
        validate(object, errors);
    }

    @Override
    public Map<String, Function<ObjectNode, String>> selectableFields() {
        return Map.of("type", secret -> text(secret, "type"));
    }
}
