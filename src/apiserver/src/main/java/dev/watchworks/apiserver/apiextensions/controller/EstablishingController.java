package dev.watchworks.apiserver.apiextensions.controller;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.apiextensions.customresourcedefinition.DefinitionConditions;
import dev.watchworks.apiserver.apiextensions.customresourcedefinition.DefinitionConditions.Condition;
import dev.watchworks.apiserver.meta.Conditions;

/** Establishes a definition whose names are accepted, so that its objects are served ({@code establishing_controller.go}). */
final class EstablishingController {
    private EstablishingController() {}

    /** Sets the condition Established. Returns whether anything changes. */
    static boolean sync(ObjectNode object, String timestamp) {
        if (!Conditions.isTrue(object, "NamesAccepted") || Conditions.isTrue(object, "Established")) {
            return false;
        }
        DefinitionConditions.set(
                object,
                new Condition("Established", true, "InitialNamesAccepted", "the initial names have been accepted"),
                timestamp);
        return true;
    }
}
