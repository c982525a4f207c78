package dev.watchworks.apiserver.rest;

import dev.watchworks.apiserver.kind.ResourceType;

/**
 * One request, understood.
 *
 * @param representation of the answer
 * @param include what the rows of a table carry
 */
record Exchange(ApiRequest request, ResourcePath path, Representation representation, Views.Include include) {

    static Exchange of(ApiRequest request, ResourcePath path) {
        Views.Include include = switch (request.parameter("includeObject")) {
            case "Object" -> Views.Include.OBJECT;
            case "None" -> Views.Include.NOTHING;
            default -> Views.Include.METADATA;
        };
        return new Exchange(request, path, Representation.of(request.header("accept")), include);
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
