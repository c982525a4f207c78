package dev.watchworks.apiserver.endpoints.handlers;

import dev.watchworks.apiserver.endpoints.request.ApiRequest;
import dev.watchworks.apiserver.endpoints.request.RequestInfo;
import dev.watchworks.apiserver.errors.ApiErrors;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import dev.watchworks.apiserver.registry.rest.Subresource;

/**
 * A request with its kind and the form of its response.
 *
 * @param include the content of a table's rows
 */
record RequestScope(
        ApiRequest request,
        ResourceType type,
        Subresource subresource,
        Representation representation,
        ObjectTransformer.Include include) {
    /** Reads the form of the response; throws 406 when the server has none that the client accepts. */
    static RequestScope of(ApiRequest request, ResourceType type, Subresource subresource) {
        Representation representation = Representation.of(request.header("accept"));
        String include = request.parameter("includeObject");
        ObjectTransformer.Include rows = switch (include) {
            case "Object" -> ObjectTransformer.Include.OBJECT;
            case "None" -> ObjectTransformer.Include.NOTHING;
            case "", "Metadata" -> ObjectTransformer.Include.METADATA;
            default -> {
                if (representation == Representation.TABLE) {
                    throw ApiErrors.badRequest(
                            "Unable to convert to Table as requested: includeObject: Invalid value: \"" + include
                                    + "\": must be 'Metadata', 'Object', 'None', or empty");
                }
                yield ObjectTransformer.Include.METADATA;
            }
        };
        return new RequestScope(request, type, subresource, representation, rows);
    }

    RequestInfo info() {
        return request.info();
    }

    /** The namespace; empty for all namespaces and for cluster-scoped kinds. */
    String namespace() {
        return type.namespaced() ? info().namespace() : "";
    }

    String name() {
        return info().name();
    }
}
