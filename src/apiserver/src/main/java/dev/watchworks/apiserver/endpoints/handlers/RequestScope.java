package dev.watchworks.apiserver.endpoints.handlers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.endpoints.request.ApiRequest;
import dev.watchworks.apiserver.endpoints.request.RequestInfo;
import dev.watchworks.apiserver.errors.ApiErrors;
import dev.watchworks.apiserver.meta.ObjectMeta;
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

    /** Throws 400 when the body has another name or namespace than the path, or no name. */
    void checkName(ObjectNode body) {
        String given = ObjectMeta.name(body);
        if (given.isEmpty()) {
            throw ApiErrors.badRequest(
                    "the name of the object (" + name() + " based on URL) was undeterminable: name must be provided");
        }
        if (!given.equals(name())) {
            throw ApiErrors.badRequest(
                    "the name of the object (" + given + ") does not match the name on the URL (" + name() + ")");
        }
        checkNamespace(body);
    }

    /** Throws 400 when the body names another namespace than the path. */
    void checkNamespace(ObjectNode body) {
        String namespace = ObjectMeta.namespace(body);
        if (type.namespaced() && !namespace.isEmpty() && !namespace.equals(namespace())) {
            throw ApiErrors.badRequest(
                    "the namespace of the provided object does not match the namespace sent on the request");
        }
    }
}
