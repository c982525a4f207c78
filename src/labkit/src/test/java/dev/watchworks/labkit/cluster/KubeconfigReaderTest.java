package dev.watchworks.labkit.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.watchworks.gateway.Upstream;
import dev.watchworks.labkit.verdict.EnvironmentTrouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubeconfigReaderTest {

    private static final String TOKEN = "    token: secret\n";

    @TempDir
    private Path folder;

    private static String kubeconfig(String cluster, String user) {
        return """
                apiVersion: v1
                kind: Config
                current-context: class
                clusters:
                - name: shared
                  cluster:
                    server: https://cluster.example:6443/
                %susers:
                - name: ann
                  user:
                %scontexts:
                - name: class
                  context:
                    cluster: shared
                    user: ann
                    namespace: lab-ann
                """.formatted(cluster, user);
    }

    private static KubeconfigReader parse(String cluster, String user) {
        return KubeconfigReader.parse("the kubeconfig", kubeconfig(cluster, user));
    }

    @Test
    void takesAddressTokenAndNamespace() {
        KubeconfigReader reader = parse("", TOKEN);
        assertThat(reader.upstream())
                .returns(
                        "https://cluster.example:6443",
                        upstream -> upstream.url().toString())
                .returns("secret", Upstream::bearerToken)
                .returns(null, Upstream::caCertificatePem);
        assertThat(reader.namespace()).contains("lab-ann");
    }

    @Test
    void takesClientCertificatesFromData() {
        Upstream upstream = parse("", "    client-certificate-data: b25l\n    client-key-data: dHdv\n")
                .upstream();
        assertThat(upstream)
                .returns("one", Upstream::clientCertificatePem)
                .returns("two", Upstream::clientKeyPem)
                .returns(null, Upstream::bearerToken);
    }

    @Test
    void takesCertificatesFromFilesBesideTheKubeconfig() throws IOException {
        Files.writeString(folder.resolve("ca.crt"), "authority");
        Files.writeString(folder.resolve("ann.crt"), "one");
        Files.writeString(folder.resolve("ann.key"), "two");
        Path file = Files.writeString(
                folder.resolve("config"),
                kubeconfig(
                        "    certificate-authority: ca.crt\n",
                        "    client-certificate: ann.crt\n    client-key: ann.key\n"));
        assertThat(KubeconfigReader.read(file, Optional.empty()).upstream())
                .returns("authority", Upstream::caCertificatePem)
                .returns("one", Upstream::clientCertificatePem)
                .returns("two", Upstream::clientKeyPem);
    }

    @Test
    void obeysWhereTheServersCertificateIsNotToBeChecked() {
        assertThat(parse("    insecure-skip-tls-verify: true\n", TOKEN)
                        .upstream()
                        .insecureSkipTlsVerify())
                .isTrue();
        assertThat(parse("", TOKEN).upstream().insecureSkipTlsVerify()).isFalse();
    }

    @Test
    void namesTheContextsWhereTheWantedOneIsMissing() throws IOException {
        Path file = Files.writeString(folder.resolve("config"), kubeconfig("", TOKEN));
        assertThatExceptionOfType(EnvironmentTrouble.class)
                .isThrownBy(() -> KubeconfigReader.read(file, Optional.of("other")))
                .withMessage("the kubeconfig " + file + " is of no use: it has no context \"other\" but class");
    }

    @Test
    void saysThatAFileCannotBeReadOrIsNone() throws IOException {
        Path missing = folder.resolve("missing");
        assertThatExceptionOfType(EnvironmentTrouble.class)
                .isThrownBy(() -> KubeconfigReader.read(missing, Optional.empty()))
                .withMessage("the kubeconfig " + missing + " is of no use: it cannot be read")
                .returns("name another file or context", EnvironmentTrouble::remedy);
        Path poem = Files.writeString(folder.resolve("poem"), "roses are red");
        assertThatExceptionOfType(EnvironmentTrouble.class)
                .isThrownBy(() -> KubeconfigReader.read(poem, Optional.empty()))
                .withMessage("the kubeconfig " + poem + " is of no use: it is no kubeconfig");
    }

    @Test
    void refusesWhatItsClientsWouldDropInSilence() {
        assertThatExceptionOfType(EnvironmentTrouble.class)
                .isThrownBy(() -> parse("    tls-server-name: other\n", TOKEN).upstream())
                .withMessage("the kubeconfig is of no use: it sets tls-server-name, which the lab does not support");
    }

    @Test
    void saysThatAUserHasNoCredentials() {
        assertThatExceptionOfType(EnvironmentTrouble.class)
                .isThrownBy(() -> parse("", "    username: ann\n").upstream())
                .withMessage("the kubeconfig is of no use: "
                        + "its user has neither a token nor a client certificate with its key");
    }
}
