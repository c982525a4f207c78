package dev.watchworks.lesson.informer;

import dev.watchworks.labkit.Lab;
import io.kubernetes.client.informer.ResourceEventHandler;
import io.kubernetes.client.informer.SharedIndexInformer;
import io.kubernetes.client.informer.SharedInformerFactory;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1DeploymentList;
import io.kubernetes.client.util.generic.GenericKubernetesApi;
import java.util.Queue;

/** What checks of later steps need of earlier ones, so that each step is judged alone. */
final class Reference {

    private Reference() {}

    static SharedIndexInformer<V1Deployment> deployments(SharedInformerFactory factory, Lab lab) {
        GenericKubernetesApi<V1Deployment, V1DeploymentList> api = new GenericKubernetesApi<>(
                V1Deployment.class, V1DeploymentList.class, "apps", "v1", "deployments", lab.client());
        return factory.sharedIndexInformerFor(api, V1Deployment.class, 0, lab.namespace());
    }

    static ResourceEventHandler<V1Deployment> collect(Queue<String> names) {
        return new ResourceEventHandler<>() {
            @Override
            public void onAdd(V1Deployment deployment) {
                names.add(deployment.getMetadata().getName());
            }

            @Override
            public void onUpdate(V1Deployment before, V1Deployment after) {
                // only additions are collected
            }

            @Override
            public void onDelete(V1Deployment deployment, boolean deletedFinalStateUnknown) {
                // only additions are collected
            }
        };
    }
}
