package dev.watchworks.apiserver.endpoints.handlers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.endpoints.request.ApiResponse;
import dev.watchworks.apiserver.meta.ObjectMeta;
import dev.watchworks.apiserver.registry.GenericStore;
import dev.watchworks.apiserver.storage.StoredObject;
import java.util.concurrent.CompletionStage;

/** DELETE of the objects in a collection that the selectors select. */
record DeleteCollectionHandler(GenericStore registry, ListHandler lists, ResponseWriter responses) {

    CompletionStage<ApiResponse> handle(RequestScope scope) {
        return lists.list(scope.type(), ListOptions.of(scope)).thenApply(page -> delete(scope, page));
    }

    /** Deletes the objects of a page. Ignores an object that another request has deleted. */
    private ApiResponse delete(RequestScope scope, ListHandler.Page page) {
        DeleteRequest delete = DeleteRequest.of(scope.request());
        for (StoredObject object : page.objects()) {
            ObjectNode tree = object.tree();
            registry.deleteIfExists(
                    scope.type(), ObjectMeta.namespace(tree), ObjectMeta.name(tree), delete.options(), delete.dryRun());
        }
        return responses.page(scope, page);
    }
}
