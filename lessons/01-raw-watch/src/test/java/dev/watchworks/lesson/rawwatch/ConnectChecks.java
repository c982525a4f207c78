package dev.watchworks.lesson.rawwatch;

import dev.watchworks.gateway.wire.Exchange;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import dev.watchworks.labkit.WireDescription;
import io.kubernetes.client.openapi.ApiClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

@LessonChecks(value = "01-raw-watch", answer = "RawWatch")
class ConnectChecks {

    @Step(value = 1, order = 1)
    void connectsToTheClusterThatTheKubeconfigNames(Lab lab, RawWatchLesson answer) throws Exception {
        ApiClient client = client(lab, answer);
        String address = lab.connection().url();
        lab.expect("a client for " + address + ", the address in the kubeconfig file")
                .because(
                        "`connect` gets the path of the file; there may be other kubeconfig files on a machine, and they "
                                + "contain other clusters")
                .now(() -> client.getBasePath().equals(address))
                .otherwise(() -> "the address of your client is " + client.getBasePath());
        Impostor other = Impostor.start(lab);
        ApiClient second = requireClient(lab, answer.connect(other.kubeconfig()));
        lab.expect("a client for " + other.url() + ", the address in a second kubeconfig file")
                .because(
                        "each call of `connect` gets its own file; a client that is kept from an earlier call is for another "
                                + "cluster")
                .now(() -> second.getBasePath().equals(other.url()))
                .otherwise(() -> "the address of your second client is " + second.getBasePath());
    }

    @Step(value = 1, order = 2)
    void makesAClientThatTheClusterAccepts(Lab lab, RawWatchLesson answer) throws Exception {
        ApiClient client = client(lab, answer);
        String failure = ClientProbe.failureOfAList(client, lab.namespace());
        List<Exchange> lists = lab.wire().lists("pods");
        lab.expect("the server to return 200 for a request of your client")
                .because(
                        "a kubeconfig file contains three things: an address, a certificate authority to trust, and your "
                                + "credentials; a client needs all three")
                .now(() -> lists.stream().anyMatch(list -> list.status() == 200))
                .otherwise(() -> ClientProbe.describe(failure, lists) + "; " + WireDescription.of(lab.wire()));
    }

    @Step(value = 1, order = 3)
    void connectsToTheClusterOfTheCurrentContext(Lab lab, RawWatchLesson answer) throws Exception {
        ApiClient client = requireClient(lab, answer.connect(TwoContexts.write(lab)));
        lab.expect("a client for " + lab.connection().url()
                        + ", the cluster of the context that `current-context` names")
                .because(
                        "a kubeconfig file may contain several clusters, and its line `current-context` chooses one of them")
                .now(() -> client.getBasePath().equals(lab.connection().url()))
                .otherwise(() -> "the address of your client is " + client.getBasePath());
        String failure = ClientProbe.failureOfAList(client, lab.namespace());
        lab.expect("the server to return 200 for a request of your client, with the credentials of the current context")
                .because("each context names a cluster and a user; the credentials of another user are not valid there")
                .now(failure::isEmpty)
                .otherwise(() -> ClientProbe.describe(failure, lab.wire().lists("pods")));
    }

    @Step(value = 1, order = 4)
    void refusesAServerThatTheAuthorityDidNotSign(Lab lab, RawWatchLesson answer) throws Exception {
        Impostor impostor = Impostor.start(lab);
        impostor.expectRefusalBy(requireClient(lab, answer.connect(impostor.kubeconfig())));
        Impostor.expectRefusalOfAnotherName(lab, client(lab, answer));
    }

    @Step(value = 1, order = 5)
    void throwsWhenTheFileCannotBeRead(Lab lab, RawWatchLesson answer) throws Exception {
        Path missing = lab.kubeconfig().resolveSibling("no-such-file");
        AtomicReference<ApiClient> made = new AtomicReference<>();
        Optional<Throwable> thrown = CaughtThrowable.catchThrowable(() -> made.set(answer.connect(missing)));
        lab.expect("an IOException from `connect` for a file that does not exist")
                .because("the caller named a file; a client for any other cluster is worse than an exception")
                .now(() -> thrown.filter(IOException.class::isInstance).isPresent())
                .otherwise(() -> thrown.map(CaughtThrowable::describe).orElseGet(() -> describe(made.get())));
    }

    private static String describe(ApiClient made) {
        return made == null ? "your code returned null" : "your code returned a client for " + made.getBasePath();
    }

    private static ApiClient client(Lab lab, RawWatchLesson answer) throws Exception {
        return requireClient(lab, answer.connect(lab.kubeconfig()));
    }

    private static ApiClient requireClient(Lab lab, ApiClient client) throws Exception {
        lab.expect("a client from `connect`").now(() -> client != null).otherwise(() -> "your code returned null");
        return client;
    }
}
