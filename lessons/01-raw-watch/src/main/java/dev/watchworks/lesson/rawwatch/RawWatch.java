package dev.watchworks.lesson.rawwatch;

import dev.watchworks.todo.Todo;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.util.Watch;
import io.kubernetes.client.util.Watchable;
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
    public String list(ApiClient client, String namespace) throws ApiException {
        // TODO Step 2: print the pods that are there, and return the version of that list
        throw Todo.step(2);
    }

    @Override
    public Watchable<V1Pod> openWatch(ApiClient client, String namespace, String resourceVersion) throws ApiException {
        // TODO Step 3: a watch of the pods in the namespace, for 60 seconds
        throw Todo.step(3);
    }

    @Override
    public void dispatch(Watch.Response<V1Pod> event) {
        // TODO Step 4: what to do depends on the type of the event
        throw Todo.step(4);
    }

    @Override
    public void onError(Watch.Response<V1Pod> event) {
        // TODO Step 5: one line that says what the server has to say
        throw Todo.step(5);
    }

    @Override
    public void run(ApiClient client, String namespace) throws ApiException, IOException {
        // TODO Step 6: open the watch, dispatch each event, close it at the end
        throw Todo.step(6);
    }

    @Override
    public ApiClient forWatching(ApiClient client) {
        // TODO Step 7: a client that stands a minute of silence
        throw Todo.step(7);
    }

    @Override
    public void stop() throws IOException {
        // TODO Step 8: end the run that is going on in another thread
        throw Todo.step(8);
    }

    @Override
    public String runWithBookmarks(ApiClient client, String namespace) throws ApiException, IOException {
        // TODO Step 9: run once more, with bookmarks, and return how far you came
        throw Todo.step(9);
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
