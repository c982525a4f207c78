package dev.watchworks.lesson.rawwatch;

import com.google.gson.JsonObject;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1Status;
import io.kubernetes.client.util.Watch;

/** One line of a watch with bookmarks. */
sealed interface Line {

    record PodLine(String type, V1Pod pod) implements Line {}

    record BookmarkLine(String version) implements Line {}

    record ErrorLine(String type, V1Status status) implements Line {}

    static Line of(Watch.Response<JsonObject> response) {
        if (response.status != null) {
            return new ErrorLine(response.type, response.status);
        }
        if ("BOOKMARK".equals(response.type)) {
            return new BookmarkLine(response.object
                    .getAsJsonObject("metadata")
                    .getAsJsonPrimitive("resourceVersion")
                    .getAsString());
        }
        return new PodLine(response.type, JSON.deserialize(JSON.serialize(response.object), V1Pod.class));
    }
}
