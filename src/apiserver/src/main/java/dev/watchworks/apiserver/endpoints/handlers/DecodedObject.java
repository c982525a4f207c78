package dev.watchworks.apiserver.endpoints.handlers;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The object of a request's body, which is read once.
 *
 * @param object in the form in which it is stored
 * @param strictErrors its duplicate and unknown fields
 */
record DecodedObject(ObjectNode object, StrictDecodingErrors strictErrors) {}
