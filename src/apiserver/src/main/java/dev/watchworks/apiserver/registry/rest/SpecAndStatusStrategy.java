package dev.watchworks.apiserver.registry.rest;

import static dev.watchworks.apiserver.meta.NestedFields.keep;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A kind with a spec and a subresource {@code /status}. */
public interface SpecAndStatusStrategy extends Strategy {

    /** Sets the status of a new object. */
    default void initializeStatus(ObjectNode status) {}

    @Override
    default void prepareForCreate(ObjectNode object, GenericLister cluster) {
        initializeStatus(object.putObject("status"));
    }

    @Override
    default void prepareForUpdate(ObjectNode object, ObjectNode current, GenericLister cluster) {
        keep(object, current, "status");
    }

    @Override
    default void prepareForStatusUpdate(ObjectNode object, ObjectNode current) {
        keep(object, current, "spec");
    }
}
