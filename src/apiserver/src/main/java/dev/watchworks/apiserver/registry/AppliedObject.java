package dev.watchworks.apiserver.registry;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The result of a server-side apply, before it is stored.
 *
 * @param object a decoded object, which the registry changes
 * @param managedFields the managed fields of the new version
 */
public record AppliedObject(ObjectNode object, ArrayNode managedFields) {}
