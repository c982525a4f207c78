package dev.watchworks.lesson.rawwatch;

import dev.watchworks.todo.Todo;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.util.Watch;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Watches the pods of a namespace and prints the name of each new one.
 *
 * <p>This is your file. Each method has a line {@code throw Todo.step(n);}: put your code in its place. What each method
 * has to do is written in {@link RawWatchLesson}. You may add fields, methods and classes as you like.
 */
public class RawWatch implements RawWatchLesson {

    @Override
    public ApiClient connect(Path kubeconfig) throws IOException {
        // TODO Step 1: a client for the cluster that the kubeconfig file names
        throw Todo.step(1);
    }

    @Override
    public Watch<V1Pod> openWatch(ApiClient client, String namespace) throws ApiException {
        // TODO Step 2: a watch of the pods in the namespace, for 60 seconds
        throw Todo.step(2);
    }

    @Override
    public void dispatch(Watch.Response<V1Pod> event) {
        // TODO Step 3: one line for a new pod, one for an error, none for the rest
        throw Todo.step(3);
    }

    @Override
    public void run(ApiClient client, String namespace) throws ApiException, IOException {
        // TODO Step 4: open the watch, act on each event, close it at the end
        throw Todo.step(4);
    }

    @Override
    public void stop() throws IOException {
        // TODO Step 5: end the run that is going on in another thread
        throw Todo.step(5);
    }

    /**
     * Watches the pods of the namespace {@code default} for a minute, on the cluster that {@code KUBECONFIG} or
     * {@code ~/.kube/config} names. Nothing to write here: it calls your steps.
     */
    public static void main(String[] arguments) throws Exception {
        String named = System.getenv("KUBECONFIG");
        Path kubeconfig = named != null ? Path.of(named) : Path.of(System.getProperty("user.home"), ".kube", "config");
        RawWatch rawWatch = new RawWatch();
        rawWatch.run(rawWatch.connect(kubeconfig), "default");
    }
}
