package dev.watchworks.apiserver.registry.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;

/** Lists the objects of a cluster for a strategy, as they are at its write. */
public interface GenericLister {

    /** All objects of a type by its group resource, such as {@code services}, in every namespace; shared snapshots. */
    Collection<ObjectNode> list(String groupResource);
}
