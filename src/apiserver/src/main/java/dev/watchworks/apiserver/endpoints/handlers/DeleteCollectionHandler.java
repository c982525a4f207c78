package dev.watchworks.apiserver.endpoints.handlers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchworks.apiserver.endpoints.request.ApiResponse;
import dev.watchworks.apiserver.errors.ApiException;
import dev.watchworks.apiserver.registry.GenericStore;
import dev.watchworks.apiserver.storage.StoredObject;
import java.util.concurrent.CompletionStage;

/** DELETE of the objects that a selection finds. */
record DeleteCollectionHandler(GenericStore registry, ListHandler lists, ResponseWriter responses) {

    CompletionStage<ApiResponse> handle(RequestScope scope) {
        return lists.list(scope.type(), ListOptions.of(scope)).thenApply(page -> delete(scope, page));
    }

    /** Deletes the objects of a page, except those that another request has deleted meanwhile. */
    private ApiResponse delete(RequestScope scope, ListHandler.Page page) {
        DeleteRequest delete = DeleteRequest.of(scope.request());
        for (StoredObject object : page.objects()) {
            JsonNode metadata = object.tree().path("metadata");
            String namespace = metadata.path("namespace").asText();
            String name = metadata.path("name").asText();
            try {
                registry.delete(scope.type(), namespace, name, delete.options(), delete.dryRun());
            } catch (ApiException failure) {
                if (failure.code() != 404) {
                    throw failure;
                }
            }
        }
        return responses.page(scope, page);
    }
}
