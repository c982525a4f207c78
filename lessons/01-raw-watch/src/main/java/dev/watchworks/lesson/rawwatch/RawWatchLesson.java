package dev.watchworks.lesson.rawwatch;

import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.util.Watch;
import io.kubernetes.client.util.Watchable;
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
     * @return a client that goes to that cluster, trusts it, and says who you are
     * @throws IOException when the file cannot be read
     */
    ApiClient connect(Path kubeconfig) throws IOException;

    /**
     * Step 2: asks once for the pods of one namespace, and prints {@code pod: NAME} for each.
     *
     * @param client how to reach the cluster
     * @param namespace where to look for pods
     * @return the {@code resourceVersion} of the list
     * @throws ApiException when the server refuses the request
     */
    String list(ApiClient client, String namespace) throws ApiException;

    /**
     * Step 3: opens a watch of the pods in one namespace, which the server ends after 60 seconds.
     *
     * @param client how to reach the cluster
     * @param namespace where to look for pods
     * @param resourceVersion the watch tells what happened after this version; null to name no version, and so to begin
     *     with an ADDED for each pod that is there
     * @return the open watch, which is still to be read; whoever called closes it
     * @throws ApiException when the server refuses the request
     */
    Watchable<V1Pod> openWatch(ApiClient client, String namespace, String resourceVersion) throws ApiException;

    /**
     * Step 4: acts on one event of a watch. ADDED prints {@code new Pod: NAME}, with the pod's name. MODIFIED, DELETED,
     * BOOKMARK and types that nobody has heard of yet print nothing. An ERROR is handed to {@link #onError}, which is
     * step 5.
     *
     * @param event the event as it came from the watch
     */
    void dispatch(Watch.Response<V1Pod> event);

    /**
     * Step 5: acts on one event ERROR. It prints {@code watch error: CODE MESSAGE}, with the code and the message of what
     * the event carries.
     *
     * @param event an event of the type ERROR as it came from the watch
     */
    void onError(Watch.Response<V1Pod> event);

    /**
     * Step 6: watches the pods of a namespace, from no version, and dispatches each event until the server ends the
     * stream. The end of the stream is no failure: the method then simply returns. A connection that breaks is one, and
     * is thrown. However it ends, the watch is closed.
     *
     * @param client how to reach the cluster
     * @param namespace where to look for pods
     * @throws ApiException when the server refuses the request
     * @throws IOException when the watch cannot be closed
     */
    void run(ApiClient client, String namespace) throws ApiException, IOException;

    /**
     * Step 7: makes a client fit for watches, which may be silent for a minute.
     *
     * @param client somebody's client, which may be impatient; you may change it
     * @return the same or another client, for the same cluster and with the same credentials, that does not give up
     *     before the server ends the watch
     */
    ApiClient forWatching(ApiClient client);

    /**
     * Step 8: ends a {@link #run run} that is going on in another thread. That run closes its watch and returns without
     * an exception. A stop is for good: a run that begins after it returns at once.
     *
     * <p>An interrupt of the thread is no stop. A run that ends by it throws, or leaves the thread interrupted.
     *
     * @throws IOException when the watch cannot be closed
     */
    void stop() throws IOException;

    /**
     * Step 9: as {@link #run run}, but asks the server for bookmarks too, and says how far it came. ({@link #stop stop}
     * need not end it.)
     *
     * @param client how to reach the cluster
     * @param namespace where to look for pods
     * @return the {@code resourceVersion} of the last event that has one, whether that was a BOOKMARK or told of a pod: the
     *     version from which the next watch would go on
     * @throws ApiException when the server refuses the request
     * @throws IOException when the watch cannot be closed
     */
    String runWithBookmarks(ApiClient client, String namespace) throws ApiException, IOException;
}
