package dev.watchworks.lesson.rawwatch;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.auth.ApiKeyAuth;
import java.util.HashMap;
import java.util.Map;
import okhttp3.Call;
import okhttp3.Request;

/** Builds requests about pods by hand. */
final class PodRequests {

    private PodRequests() {}

    static Call call(ApiClient client, String namespace, String query) {
        Map<String, String> headers = new HashMap<>();
        ApiKeyAuth token = (ApiKeyAuth) client.getAuthentication("BearerToken");
        headers.put("Authorization", token.getApiKeyPrefix() + " " + token.getApiKey());
        Request.Builder request =
                new Request.Builder().url(client.getBasePath() + "/api/v1/namespaces/" + namespace + "/pods" + query);
        headers.forEach(request::header);
        return client.getHttpClient().newCall(request.build());
    }

    static String metadata(JsonObject object, String field) {
        JsonElement value = object.getAsJsonObject("metadata").get(field);
        return value == null ? null : value.getAsString();
    }
}
