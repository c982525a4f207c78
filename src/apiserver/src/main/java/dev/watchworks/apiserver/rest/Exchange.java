package dev.watchworks.apiserver.rest;

import dev.watchworks.apiserver.kind.ResourceType;
import dev.watchworks.apiserver.status.ApiErrors;

/**
 * One request, understood.
 *
 * @param representation of the answer
 * @param include what the rows of a table carry
 */
record Exchange(ApiRequest request, ResourcePath path, Representation representation, Views.Include include) {

    static Exchange of(ApiRequest request, ResourcePath path) {
        Representation representation = Representation.of(request.header("accept"));
        String include = request.parameter("includeObject");
        Views.Include rows = switch (include) {
            case "Object" -> Views.Include.OBJECT;
            case "None" -> Views.Include.NOTHING;
            case "", "Metadata" -> Views.Include.METADATA;
            default -> {
                if (representation == Representation.TABLE) {
                    throw ApiErrors.badRequest(
                            "Unable to convert to Table as requested: includeObject: Invalid value: \"" + include
                                    + "\": must be 'Metadata', 'Object', 'None', or empty");
                }
                yield Views.Include.METADATA;
            }
        };
        return new Exchange(request, path, representation, rows);
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
