package dev.watchworks.lesson.rawwatch;

import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.util.Watch;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What the checks of this lesson call. Please do not change this file: write in {@link RawWatch}.
 */
public interface RawWatchLesson {

    /**
     * Step 1: reads a kubeconfig file and makes a client for the cluster that it names.
     *
     * @param kubeconfig path of the file
     * @return a client that waits for an answer as long as it takes
     * @throws IOException when the file cannot be read
     */
    ApiClient connect(Path kubeconfig) throws IOException;

    /**
     * Step 2: opens a watch of the pods in one namespace, which the server ends after 60 seconds.
     *
     * @param client how to reach the cluster
     * @param namespace where to look for pods
     * @return the open watch; whoever called closes it
     * @throws ApiException when the server refuses the request
     */
    Watch<V1Pod> openWatch(ApiClient client, String namespace) throws ApiException;

    /**
     * Step 3: acts on one event of a watch.
     *
     * <ul>
     *   <li>ADDED prints {@code new Pod: NAME}, with the pod's name;
     *   <li>MODIFIED, DELETED and BOOKMARK print nothing;
     *   <li>ERROR prints {@code watch error: CODE MESSAGE}, with the code and the message of the event's status.
     * </ul>
     *
     * @param event the event as it came from the watch
     */
    void dispatch(Watch.Response<V1Pod> event);

    /**
     * Step 4: watches the pods of a namespace and acts on each event until the server ends the stream. The end of the
     * stream is no failure: the method then simply returns. A connection that breaks is one, and is thrown. However it
     * ends, the watch is closed.
     *
     * @param client how to reach the cluster
     * @param namespace where to look for pods
     * @throws ApiException when the server refuses the request
     * @throws IOException when the watch cannot be closed
     */
    void run(ApiClient client, String namespace) throws ApiException, IOException;

    /**
     * Step 5: ends a {@link #run run} that is going on in another thread. That run closes its watch and returns without
     * an exception. A stop is for good: a run that begins after it returns at once.
     *
     * @throws IOException when the watch cannot be closed
     */
    void stop() throws IOException;
}
