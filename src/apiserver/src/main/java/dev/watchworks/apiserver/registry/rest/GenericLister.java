package dev.watchworks.apiserver.registry.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;

/** What a strategy may ask of the other objects, as of the write that it takes part in. */
public interface GenericLister {

    /** All objects of a type by its group resource, such as {@code services}, in every namespace; shared snapshots. */
    Collection<ObjectNode> list(String groupResource);
}
