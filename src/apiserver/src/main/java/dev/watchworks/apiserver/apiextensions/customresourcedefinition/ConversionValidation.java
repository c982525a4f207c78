package dev.watchworks.apiserver.apiextensions.customresourcedefinition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.meta.NestedFields;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks how a definition converts objects between its versions ({@code validateCustomResourceConversion}). */
record ConversionValidation(FieldErrors errors) {
    private static final String FIELD = "spec.conversion";
    private static final String CLIENT = FIELD + ".webhookClientConfig";
    private static final String REVIEW_VERSIONS = FIELD + ".conversionReviewVersions";
    private static final List<String> ACCEPTED = List.of("v1", "v1beta1");

    void validate(JsonNode spec) {
        JsonNode conversion = spec.path("conversion");
        String strategy = NestedFields.text(conversion, "strategy");
        errors.oneOf(FIELD + ".strategy", strategy, List.of("None", "Webhook"));
        JsonNode webhook = conversion.path("webhook");
        boolean hasClient = webhook.path("clientConfig").isObject();
        List<String> versions = NestedFields.texts(webhook, "conversionReviewVersions");
        if (strategy.equals("Webhook")) {
            if (!hasClient) {
                errors.required(CLIENT, "required when strategy is set to Webhook");
            } else {
                client(webhook.path("clientConfig"));
            }
            reviewVersions(versions);
            return;
        }
        if (hasClient) {
            errors.forbidden(CLIENT, "should not be set when strategy is not set to Webhook");
        }
        if (!versions.isEmpty()) {
            errors.forbidden(REVIEW_VERSIONS, "should not be set when strategy is not set to Webhook");
        }
    }

    private void client(JsonNode client) {
        if (client.has("url") == client.has("service")) {
            errors.required(CLIENT, "exactly one of url or service is required");
        } else if (client.has("service")) {
            for (String name : List.of("name", "namespace")) {
                errors.required(
                        CLIENT + ".service." + name,
                        NestedFields.text(client, "service", name).isEmpty(),
                        "service " + name + " is required");
            }
        }
    }

    private void reviewVersions(List<String> versions) {
        if (versions.isEmpty()) {
            errors.required(REVIEW_VERSIONS, "");
            return;
        }
        Set<String> seen = new HashSet<>();
        DefinitionNamesValidation names = new DefinitionNamesValidation(errors);
        FieldErrors.each(versions, REVIEW_VERSIONS, (version, field) -> {
            if (seen.add(version)) {
                names.label(version, field);
            } else {
                errors.invalid(field, version, List.of("duplicate version"));
            }
        });
        if (versions.stream().noneMatch(ACCEPTED::contains)) {
            errors.invalid(
                    REVIEW_VERSIONS, strings(versions), "must include at least one of " + String.join(", ", ACCEPTED));
        }
    }

    private static String strings(List<String> texts) {
        ArrayNode list = Json.array();
        texts.forEach(list::add);
        return list.toString();
    }
}
