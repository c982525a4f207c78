package dev.watchworks.apiserver.endpoints.handlers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.endpoints.request.ApiResponse;
import dev.watchworks.apiserver.errors.ApiErrors;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import dev.watchworks.apiserver.storage.ResourceStorage;
import dev.watchworks.apiserver.storage.SelectionPredicate;
import dev.watchworks.apiserver.storage.Snapshot;
import dev.watchworks.apiserver.storage.Store;
import dev.watchworks.apiserver.storage.StoredObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** GET of a collection: finds the snapshot and its page. */
record ListHandler(Store store, ResponseWriter responses) {
    /** How long a real server waits for its cache to reach a version ({@code blockTimeout} in cacher/watch_cache.go). */
    static final Duration BLOCK_TIMEOUT = Duration.ofSeconds(3);

    private static final String LIST_TOO_OLD = "The resourceVersion for the provided list is too old.";
    private static final String TOKEN_TOO_OLD = "The provided continue parameter is too old to display a consistent"
            + " list result. You can start a new list without the continue parameter, or use the continue token in"
            + " this response to retrieve the remainder of the results. Continuing with the provided token results in"
            + " an inconsistent list - objects that were created, modified, or deleted between the time the first chunk"
            + " was returned and now may show up in the list.";

    CompletionStage<ApiResponse> handle(RequestScope scope) {
        return list(scope.type(), ListOptions.of(scope)).thenApply(page -> responses.page(scope, page));
    }

    /**
     * A page of a list.
     *
     * @param metadata the list's metadata
     */
    record Page(ResourceType type, List<StoredObject> objects, ObjectNode metadata) {}

    CompletionStage<Page> list(ResourceType type, ListOptions options) {
        ResourceStorage resource = store.resource(type.groupResource());
        if (!options.continueToken().isEmpty()) {
            return CompletableFuture.completedFuture(continued(type, resource, options));
        }
        String version = options.resourceVersion();
        if (version.isEmpty()) {
            return CompletableFuture.completedFuture(page(type, resource.snapshot(), options, "", options.limit()));
        }
        String error = ListOptions.versionError(version);
        if (!error.isEmpty()) {
            throw ApiErrors.badRequest(
                    "invalid resource version: resourceVersion: Invalid value: \"" + version + "\": " + error);
        }
        if (ListOptions.version(version) == 0) {
            // Any version is allowed. A real server then answers from its cache, which ignores the limit.
            return CompletableFuture.completedFuture(page(type, resource.snapshot(), options, "", 0));
        }
        return versioned(type, resource, options, ListOptions.version(version));
    }

    private CompletionStage<Page> versioned(
            ResourceType type, ResourceStorage resource, ListOptions options, long version) {
        if (version <= store.revision()) {
            return CompletableFuture.completedFuture(pageAt(type, resource, options, version));
        }
        return store.whenReached(version, BLOCK_TIMEOUT).thenApply(reached -> {
            if (!reached) {
                throw ApiErrors.tooLargeResourceVersion(version, store.revision());
            }
            return pageAt(type, resource, options, version);
        });
    }

    private static Page pageAt(ResourceType type, ResourceStorage resource, ListOptions options, long version) {
        if (!options.exact()) {
            return page(type, resource.snapshot(), options, "", options.limit());
        }
        Snapshot snapshot = resource.snapshotAt(version);
        if (snapshot == null) {
            throw ApiErrors.expired(LIST_TOO_OLD);
        }
        return page(type, snapshot, options, "", options.limit());
    }

    private Page continued(ResourceType type, ResourceStorage resource, ListOptions options) {
        String version = options.resourceVersion();
        if (!version.isEmpty() && !version.equals("0")) {
            throw ApiErrors.badRequest("specifying resource version is not allowed when using continue");
        }
        ContinueToken token = ContinueToken.decode(options.continueToken());
        if (token.revision() > store.revision()) {
            throw ApiErrors.tooLargeResourceVersion(token.revision(), store.revision());
        }
        Snapshot snapshot = token.revision() < 0 ? resource.snapshot() : resource.snapshotAt(token.revision());
        if (snapshot == null) {
            throw ApiErrors.expiredContinue(TOKEN_TOO_OLD, token.fresh());
        }
        String start = options.selection().begin() + token.start();
        // With version 0, a real server answers from its cache, which has no pages.
        return page(type, snapshot, options, start, version.isEmpty() ? options.limit() : 0);
    }

    private static Page page(ResourceType type, Snapshot snapshot, ListOptions options, String start, long limit) {
        SelectionPredicate selection = options.selection();
        Iterator<StoredObject> objects = selection.from(snapshot.objects(), start);
        List<StoredObject> page = new ArrayList<>();
        while (objects.hasNext() && (limit <= 0 || page.size() < limit)) {
            page.add(type.fromStorage(objects.next()));
        }
        ObjectNode metadata = Json.object().put("resourceVersion", Long.toString(snapshot.revision()));
        if (objects.hasNext()) {
            String last = page.get(page.size() - 1).key();
            ContinueToken next = ContinueToken.after(snapshot.revision(), selection.begin(), last);
            metadata.put("continue", next.encode());
            if (!selection.isSelective()) {
                metadata.put("remainingItemCount", selection.countFrom(snapshot.objects(), last + "\0"));
            }
        }
        return new Page(type, page, metadata);
    }
}
