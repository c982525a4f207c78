package dev.watchworks.apiserver.registry.rest;

import static dev.watchworks.apiserver.meta.NestedFields.keep;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A kind with a spec, a status that is written by a path of its own, and a generation that counts changes of the spec. */
public interface SpecAndStatusStrategy extends Strategy {

    /** The status of an object that was just created. */
    default void beginStatus(ObjectNode status) {}

    @Override
    default void prepareForCreate(ObjectNode object, GenericLister cluster) {
        beginStatus(object.putObject("status"));
    }

    @Override
    default void prepareForUpdate(ObjectNode object, ObjectNode current, GenericLister cluster) {
        keep(object, current, "status");
    }

    @Override
    default void prepareForStatusUpdate(ObjectNode object, ObjectNode current) {
        keep(object, current, "spec");
    }

    @Override
    default boolean keepsGeneration() {
        return true;
    }
}
