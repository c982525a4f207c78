package dev.watchworks.apiserver.apiextensions.customresourcedefinition;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.meta.NestedFields;

/** The versions of a definition as messages of a real server show them: its internal form. */
final class InternalVersions {
    private InternalVersions() {}

    static String of(ObjectNode object) {
        return NestedFields.at(object, "spec", "versions").toString();
    }
}
