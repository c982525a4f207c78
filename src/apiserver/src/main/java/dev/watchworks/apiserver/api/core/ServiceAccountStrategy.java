package dev.watchworks.apiserver.api.core;

import static dev.watchworks.apiserver.meta.NestedFields.objects;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.registry.rest.GenericLister;
import dev.watchworks.apiserver.registry.rest.Strategy;
import java.util.List;

/** Service accounts (Kubernetes' {@code registry/core/serviceaccount}). */
public final class ServiceAccountStrategy implements Strategy {

    @Override
    public void prepareForCreate(ObjectNode object, GenericLister cluster) {
        objects(object, "secrets").forEach(secret -> secret.retain(List.of("name")));
    }

    @Override
    public void prepareForUpdate(ObjectNode object, ObjectNode current, GenericLister cluster) {
        prepareForCreate(object, cluster);
    }
}
