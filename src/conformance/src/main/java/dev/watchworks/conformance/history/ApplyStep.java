package dev.watchworks.conformance.history;

import dev.watchworks.conformance.scenario.ScenarioClient;
import dev.watchworks.conformance.scenario.ScenarioResponse;

/**
 * One request of a history. All requests are about one deployment.
 *
 * @param verb what the request does
 * @param subresource {@code /status}, {@code /scale} or empty
 * @param query the manager, and whether an apply is forced
 * @param json the configuration or patch; for an update, the fields that it changes, as a merge patch
 */
record ApplyStep(Verb verb, String subresource, String query, String json) {
    enum Verb {
        APPLY,
        MERGE,
        STRATEGIC,
        /** PUT of the object as it was last read, with some fields changed. */
        UPDATE
    }

    /** Sends the request and then reads the object, which the transcript shows with its managers. */
    void play(ScenarioClient client, MergedObject last) {
        String path = client.in("apps/v1", "deployments/d") + subresource;
        ScenarioResponse response = switch (verb) {
            case APPLY -> client.patch(path + query, ScenarioClient.APPLY, json);
            case MERGE -> client.merge(path + query, json);
            case STRATEGIC -> client.patch(path + query, ScenarioClient.STRATEGIC, json);
            case UPDATE -> client.put(path + query, last.merged(json));
        };
        if (subresource.equals("/scale")) {
            response = client.get(client.in("apps/v1", "deployments/d"));
        }
        last.remember(response.body());
    }
}
