package dev.watchworks.apiserver.kind.config;

import static dev.watchworks.apiserver.kind.ObjectFields.objects;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.kind.ClusterView;
import dev.watchworks.apiserver.kind.Strategy;
import java.util.List;

/** Service accounts (Kubernetes' {@code registry/core/serviceaccount}). */
public final class ServiceAccountStrategy implements Strategy {

    @Override
    public void prepareForCreate(ObjectNode object, ClusterView cluster) {
        objects(object, "secrets").forEach(secret -> secret.retain(List.of("name")));
    }

    @Override
    public void prepareForUpdate(ObjectNode object, ObjectNode current, ClusterView cluster) {
        prepareForCreate(object, cluster);
    }

    @Override
    public boolean answersDeletedObject() {
        return true;
    }
}
