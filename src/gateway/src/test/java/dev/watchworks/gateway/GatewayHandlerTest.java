package dev.watchworks.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.gateway.wire.Ending;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;

/** Which requests the gateway refuses, and how it answers when the cluster cannot be reached. */
class GatewayHandlerTest {

    @Test
    void nobodyGetsInWithoutTheGatewaysTokenAndTheClusterHearsNothing() throws Exception {
        try (ScriptedCluster cluster = ScriptedCluster.overHttp2();
                Gateway gateway = Gateway.start(cluster.upstream());
                LearnerClient client = new LearnerClient(gateway, Protocol.HTTP_2)) {
            for (String authorization :
                    new String[] {"", "Bearer ", "Bearer cluster-token", "Basic " + gateway.token(), gateway.token()}) {
                Request request = client.request("/api/v1/pods")
                        .header("Authorization", authorization)
                        .build();
                try (Response response = client.http.newCall(request).execute()) {
                    assertThat(response.code()).isEqualTo(401);
                    assertThat(response.body().string())
                            .contains("\"kind\":\"Status\"")
                            .contains("this gateway asks for its own bearer token, which its kubeconfig carries");
                }
            }
            assertThat(cluster.requests).isEmpty();
            assertThat(gateway.timeline().exchanges())
                    .extracting(exchange -> exchange.status())
                    .containsOnly(401);
            assertThat(gateway.timeline().exchanges().get(0).ending()).isEqualTo(Ending.REFUSED);
        }
    }

    @Test
    void impersonationIsRefused() throws Exception {
        try (ScriptedCluster cluster = ScriptedCluster.overHttp2();
                Gateway gateway = Gateway.start(cluster.upstream());
                LearnerClient client = new LearnerClient(gateway, Protocol.HTTP_1_1)) {
            Request request = client.request("/api/v1/pods")
                    .header("Impersonate-User", "system:admin")
                    .build();
            try (Response response = client.http.newCall(request).execute()) {
                assertThat(response.code()).isEqualTo(403);
            }
            assertThat(cluster.requests).isEmpty();
        }
    }

    @Test
    void noCredentialIsEverRecorded() throws Exception {
        try (ScriptedCluster cluster = ScriptedCluster.overHttp2();
                Gateway gateway = Gateway.start(cluster.upstream());
                LearnerClient client = new LearnerClient(gateway, Protocol.HTTP_2)) {
            client.get("/api/v1/pods").close();
            String recorded =
                    gateway.timeline().events() + " " + gateway.timeline().exchanges();
            assertThat(recorded).contains("/api/v1/pods");
            assertThat(recorded).doesNotContain(gateway.token()).doesNotContain("cluster-token");
            assertThat(cluster.upstream().toString()).doesNotContain("cluster-token");
        }
    }

    @Test
    void aClusterThatIsDownIsToldAs503WithItsAddress() throws Exception {
        String url;
        try (ServerSocket free = new ServerSocket(0)) {
            url = "https://127.0.0.1:" + free.getLocalPort();
        }
        try (Gateway gateway = Gateway.start(Upstream.of(url));
                LearnerClient client = new LearnerClient(gateway, Protocol.HTTP_2);
                Response response = client.get("/api/v1/pods")) {
            assertThat(response.code()).isEqualTo(503);
            assertThat(response.body().string())
                    .contains("The gateway got no answer from the cluster at " + url + ": ConnectException: ")
                    .contains("Is it running, and is the address right? Try: curl -k " + url + "/version");
            assertThat(gateway.timeline().exchanges().get(0).ending()).isIn(Ending.UNREACHABLE, Ending.OPEN);
        }
    }

    @Test
    void aClusterWhoseCertificateIsNotTrustedIsToldAs502() throws Exception {
        try (ScriptedCluster cluster = ScriptedCluster.overHttp2();
                Gateway gateway =
                        Gateway.start(Upstream.of(cluster.server().uri().toString()));
                LearnerClient client = new LearnerClient(gateway, Protocol.HTTP_2);
                Response response = client.get("/api/v1/pods")) {
            assertThat(response.code()).isEqualTo(502);
            assertThat(response.body().string())
                    .contains("Its certificate is not the one that the credentials trust")
                    .contains("certificate-authority-data");
        }
    }

    @Test
    void anyCertificateIsTrustedWhereTheUserAskedForThat() throws Exception {
        try (ScriptedCluster cluster = ScriptedCluster.overHttp2();
                Gateway gateway = Gateway.start(
                        Upstream.of(cluster.server().uri().toString()).withInsecureSkipTlsVerify());
                LearnerClient client = new LearnerClient(gateway, Protocol.HTTP_2);
                Response response = client.get("/api/v1/pods")) {
            assertThat(response.code()).isEqualTo(404);
        }
    }

    @Test
    void theCertificateMayBeForAnotherNameThanTheAddress() throws Exception {
        try (ScriptedCluster cluster = ScriptedCluster.overHttp2();
                Gateway gateway = Gateway.start(cluster.upstream().withTlsServerName("kubernetes.default.svc"));
                LearnerClient client = new LearnerClient(gateway, Protocol.HTTP_2);
                Response response = client.get("/api/v1/pods")) {
            assertThat(response.code()).isEqualTo(404);
            assertThat(cluster.nextRequest().version()).isEqualTo("HTTP/2.0");
        }
    }

    @Test
    void theKubeconfigHoldsAllThatAClientNeeds() throws Exception {
        try (ScriptedCluster cluster = ScriptedCluster.overHttp2();
                Gateway gateway = Gateway.start(cluster.upstream())) {
            io.kubernetes.client.util.KubeConfig config = io.kubernetes.client.util.KubeConfig.loadKubeConfig(
                    new java.io.StringReader(gateway.kubeconfig("shop")));
            assertThat(config.getServer()).isEqualTo(gateway.url());
            assertThat(config.getNamespace()).isEqualTo("shop");
            assertThat(config.getCredentials()).containsEntry("token", gateway.token());
            assertThat(new String(
                            Base64.getDecoder().decode(config.getCertificateAuthorityData()), StandardCharsets.UTF_8))
                    .isEqualTo(gateway.caCertificatePem());
        }
    }
}
