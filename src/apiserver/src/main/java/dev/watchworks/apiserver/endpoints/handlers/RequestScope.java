package dev.watchworks.apiserver.endpoints.handlers;

import dev.watchworks.apiserver.endpoints.request.ApiRequest;
import dev.watchworks.apiserver.errors.ApiErrors;
import dev.watchworks.apiserver.registry.rest.ResourceType;

/**
 * One request, understood.
 *
 * @param representation of the answer
 * @param include what the rows of a table carry
 */
record RequestScope(
        ApiRequest request, RequestInfo path, Representation representation, ObjectTransformer.Include include) {

    static RequestScope of(ApiRequest request, RequestInfo path) {
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
        return new RequestScope(request, path, representation, rows);
    }

    ResourceType type() {
        return path.type();
    }

    String namespace() {
        return path.namespace();
    }

    String name() {
        return path.name();
    }
}
