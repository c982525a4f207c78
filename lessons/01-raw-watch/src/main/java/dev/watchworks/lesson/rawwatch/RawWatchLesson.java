package dev.watchworks.lesson.rawwatch;

import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.util.Watch;
import io.kubernetes.client.util.Watchable;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The methods that the checks of this lesson call. Please do not change this file. Write your code in {@link RawWatch}.
 */
public interface RawWatchLesson {

    /**
     * Step 1: makes a client for the cluster in a kubeconfig file.
     *
     * @param kubeconfig path of the file
     * @return a client that has the address of that cluster, trusts its certificate authority and no other, and sends your
     *     credentials
     * @throws IOException when the file cannot be read
     */
    ApiClient connect(Path kubeconfig) throws IOException;

    /**
     * Step 2: lists the pods of one namespace as they are now, with one request, and prints {@code pod: NAME} for each.
     *
     * @param client the client for the cluster
     * @param namespace the namespace of the pods
     * @return the {@code resourceVersion} of the list
     * @throws ApiException when the server refuses the request
     */
    String list(ApiClient client, String namespace) throws ApiException;

    /**
     * Step 3: opens a watch of the pods of one namespace. The server ends the watch after 60 seconds.
     *
     * @param client the client for the cluster
     * @param namespace the namespace of the pods
     * @param resourceVersion the watch sends only what happened after this version. If it is null, the request has no
     *     version, and the watch begins with an ADDED for each pod that exists
     * @return the open watch, not yet read; the caller reads and closes it
     * @throws ApiException when the server refuses the request
     */
    Watchable<V1Pod> openWatch(ApiClient client, String namespace, String resourceVersion) throws ApiException;

    /**
     * Step 4: acts on one event of a watch. For each ADDED, it prints {@code new Pod: NAME}, with the pod's name. For
     * MODIFIED, DELETED, BOOKMARK and unknown types, it prints nothing. For ERROR, it only calls {@link #onError}, which is
     * step 5.
     *
     * @param event an event from the watch
     */
    void dispatch(Watch.Response<V1Pod> event);

    /**
     * Step 5: acts on one event of the type ERROR. It prints {@code watch error: CODE MESSAGE}, with the code and the
     * message of the Status in the event. Both may be null; then any text stands in their place.
     *
     * @param event an event of the type ERROR from the watch
     */
    void onError(Watch.Response<V1Pod> event);

    /**
     * Step 6: watches the pods of a namespace, without a version, and dispatches each event until the server ends the
     * stream. The end of the stream is normal, also after an ERROR: the method returns, and may be called again. A broken
     * connection is a failure: the method throws the exception. In both cases it closes the watch.
     *
     * @param client the client for the cluster
     * @param namespace the namespace of the pods
     * @throws ApiException when the server refuses the request
     * @throws IOException when the watch cannot be closed
     */
    void run(ApiClient client, String namespace) throws ApiException, IOException;

    /**
     * Step 7: makes a client that is good for watches, because a watch may send nothing for a minute.
     *
     * @param client a client that may give up too early; you may change it
     * @return this client or another one, for the same cluster and with the same credentials, that waits longer than the
     *     60 seconds after which the server ends the watch
     */
    ApiClient forWatching(ApiClient client);

    /**
     * Step 8: ends the {@link #run run} of this object in another thread. That run closes its watch and returns without an
     * exception. A stop is final: a run that begins after the stop returns at once. It may open a watch, if it closes it. A
     * second stop does nothing.
     *
     * <p>An interrupt of the thread is not a stop. If an interrupt ends the run, the run throws an exception or leaves the
     * thread interrupted.
     *
     * @throws IOException when the watch cannot be closed
     */
    void stop() throws IOException;

    /**
     * Step 9: does the same as {@link #run run}, but asks the server for bookmarks too, and returns a version.
     * ({@link #stop stop} does not have to end it.)
     *
     * @param client the client for the cluster
     * @param namespace the namespace of the pods
     * @return the {@code resourceVersion} of the last event that has one, a pod event or a BOOKMARK; null if there was no
     *     such event. A later watch can continue from this version
     * @throws ApiException when the server refuses the request
     * @throws IOException when the watch cannot be closed
     */
    String runWithBookmarks(ApiClient client, String namespace) throws ApiException, IOException;
}
