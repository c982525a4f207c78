package dev.watchworks.lesson.informer;

import dev.watchworks.todo.Todo;
import io.kubernetes.client.informer.ResourceEventHandler;
import io.kubernetes.client.informer.SharedIndexInformer;
import io.kubernetes.client.informer.SharedInformerFactory;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Service;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Write your code here, in place of each {@code throw Todo.step(…)}. */
public class DeploymentInformer implements InformerLesson {

    @Override
    public ApiClient connect(Map<String, String> environment, Path serviceAccount, Path kubeconfig)
            throws IOException {
        throw Todo.step(1);
    }

    @Override
    public SharedIndexInformer<V1Deployment> deployments(
            SharedInformerFactory factory, ApiClient client, String namespace) {
        throw Todo.step(2);
    }

    @Override
    public SharedIndexInformer<V1Service> services(SharedInformerFactory factory, ApiClient client, String namespace) {
        throw Todo.step(2);
    }

    @Override
    public ResourceEventHandler<V1Deployment> printDeployments() {
        throw Todo.step(3);
    }

    @Override
    public ResourceEventHandler<V1Service> printServices() {
        throw Todo.step(3);
    }

    @Override
    public boolean awaitSync(Duration atMost, List<? extends SharedIndexInformer<?>> informers)
            throws InterruptedException {
        throw Todo.step(4);
    }

    @Override
    public List<String> listDeployments(SharedIndexInformer<V1Deployment> informer, String namespace) {
        throw Todo.step(5);
    }

    @Override
    public SharedIndexInformer<V1Deployment> share(
            SharedInformerFactory factory,
            ApiClient client,
            String namespace,
            List<ResourceEventHandler<V1Deployment>> consumers) {
        throw Todo.step(6);
    }

    @Override
    public SharedInformerFactory start(ApiClient client, String namespace, Duration syncDeadline)
            throws InterruptedException {
        throw Todo.step(7);
    }

    @Override
    public void stop(SharedInformerFactory factory) {
        throw Todo.step(8);
    }
}
