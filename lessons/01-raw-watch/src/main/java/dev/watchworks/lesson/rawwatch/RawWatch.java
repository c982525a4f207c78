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
 * <p>This is your file. Each method has a line {@code throw Todo.step(n);}. Replace this line with your code. The file
 * {@link RawWatchLesson} describes what each method has to do. You may add fields, methods and classes.
 */
public class RawWatch implements RawWatchLesson {

    @Override
    public ApiClient connect(Path kubeconfig) throws IOException {
        // TODO Step 1: make a client for the cluster in the kubeconfig file
        throw Todo.step(1);
    }

    @Override
    public String list(ApiClient client, String namespace) throws ApiException {
        // TODO Step 2: print the pods of the namespace, and return the version of the list
        throw Todo.step(2);
    }

    @Override
    public Watchable<V1Pod> openWatch(ApiClient client, String namespace, String resourceVersion) throws ApiException {
        // TODO Step 3: open a watch of the pods of the namespace, for 60 seconds
        throw Todo.step(3);
    }

    @Override
    public void dispatch(Watch.Response<V1Pod> event) {
        // TODO Step 4: act on the type of the event
        throw Todo.step(4);
    }

    @Override
    public void onError(Watch.Response<V1Pod> event) {
        // TODO Step 5: print one line with the server's code and message
        throw Todo.step(5);
    }

    @Override
    public void run(ApiClient client, String namespace) throws ApiException, IOException {
        // TODO Step 6: open the watch, dispatch each event, close it at the end
        throw Todo.step(6);
    }

    @Override
    public ApiClient forWatching(ApiClient client) {
        // TODO Step 7: return a client that tolerates a minute without data
        throw Todo.step(7);
    }

    @Override
    public void stop() throws IOException {
        // TODO Step 8: end the run in the other thread
        throw Todo.step(8);
    }

    @Override
    public String runWithBookmarks(ApiClient client, String namespace) throws ApiException, IOException {
        // TODO Step 9: run again, with bookmarks, and return the last version
        throw Todo.step(9);
    }

    /**
     * Watches the pods of the namespace {@code default} for a minute, on the cluster in {@code KUBECONFIG} or
     * {@code ~/.kube/config}. You do not have to change this method: it calls your steps.
     */
    public static void main(String[] arguments) throws Exception {
        String named = System.getenv("KUBECONFIG");
        Path kubeconfig = named != null ? Path.of(named) : Path.of(System.getProperty("user.home"), ".kube", "config");
        RawWatch rawWatch = new RawWatch();
        rawWatch.run(rawWatch.connect(kubeconfig), "default");
    }
}
