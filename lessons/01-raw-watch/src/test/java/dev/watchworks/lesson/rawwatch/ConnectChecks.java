package dev.watchworks.lesson.rawwatch;

import dev.watchworks.gateway.wire.Exchange;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import dev.watchworks.labkit.WireDescription;
import io.kubernetes.client.openapi.ApiClient;
import java.util.List;

@LessonChecks(value = "01-raw-watch", answer = "RawWatch")
class ConnectChecks {

    @Step(1)
    void connectsToTheClusterThatTheKubeconfigNames(Lab lab, RawWatchLesson answer) throws Exception {
        ApiClient client = client(lab, answer);
        String address = lab.connection().url();
        lab.expect("a client for " + address + ", the address in the kubeconfig file")
                .because(
                        "`connect` gets the path of the file; there may be other kubeconfig files on a machine, and they "
                                + "contain other clusters")
                .now(() -> client.getBasePath().equals(address))
                .otherwise(() -> "the address of your client is " + client.getBasePath());
    }

    @Step(1)
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

    private static ApiClient client(Lab lab, RawWatchLesson answer) throws Exception {
        ApiClient client = answer.connect(lab.kubeconfig());
        lab.expect("a client from `connect`").now(() -> client != null).otherwise(() -> "your code returned null");
        return client;
    }
}
