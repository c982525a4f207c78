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
                .because("the path of the file is the argument of `connect`; there may be other kubeconfig files on a "
                        + "machine, and they lead to other clusters")
                .now(() -> client.getBasePath().equals(address))
                .otherwise(() -> "your client goes to " + client.getBasePath());
    }

    @Step(1)
    void makesAClientThatTheClusterLetsIn(Lab lab, RawWatchLesson answer) throws Exception {
        ApiClient client = client(lab, answer);
        String failure = ClientProbe.failureOfAList(client, lab.namespace());
        List<Exchange> lists = lab.wire().lists("pods");
        lab.expect("a request by your client to be answered with 200")
                .because("a kubeconfig file holds three things: an address, an authority to trust, and who you are; a "
                        + "client needs all three")
                .now(() -> lists.stream().anyMatch(list -> list.status() == 200))
                .otherwise(() -> ClientProbe.describe(failure, lists) + "; " + WireDescription.of(lab.wire()));
    }

    private static ApiClient client(Lab lab, RawWatchLesson answer) throws Exception {
        ApiClient client = answer.connect(lab.kubeconfig());
        lab.expect("a client from `connect`").now(() -> client != null).otherwise(() -> "your code returned null");
        return client;
    }
}
