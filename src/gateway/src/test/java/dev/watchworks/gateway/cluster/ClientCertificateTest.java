package dev.watchworks.gateway.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchworks.loopback.PemReader;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientCertificateTest {

    @ParameterizedTest
    @CsvSource({"ec-certificate.pem, ec-pkcs8.pem", "rsa-certificate.pem, rsa-pkcs8.pem"})
    void theClusterIsShownTheClientsCertificate(String certificate, String key) throws Exception {
        QueuedThreadPool threads = new QueuedThreadPool(8, 1);
        ScheduledExecutorScheduler timer = new ScheduledExecutorScheduler("test-timer", true);
        threads.start();
        timer.start();
        try (SSLServerSocket server = (SSLServerSocket) askingForCertificates()
                .getServerSocketFactory()
                .createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server.setNeedClientAuth(true);
            CompletableFuture<String> shown = CompletableFuture.supplyAsync(() -> answerOnce(server));
            URI url = URI.create("https://127.0.0.1:" + server.getLocalPort());
            ClusterTarget target = new ClusterTarget(
                    url, ClusterTls.context(null, pem(certificate), pem(key), true), true, null, null);
            try (ClusterClient client = new ClusterClient(target)) {
                client.start(threads, timer);
                assertThat(client.newRequest("GET", "/version").send().getStatus())
                        .isEqualTo(204);
            }
            assertThat(shown.get(20, TimeUnit.SECONDS)).contains("CN=student");
        } finally {
            timer.stop();
            threads.stop();
        }
    }

    @Test
    void credentialsThatCannotBeReadAreNamed() throws Exception {
        String key = pem("ec-pkcs8.pem");
        assertThatThrownBy(() -> ClusterTls.context(key, null, null, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the CA certificate cannot be read: no CERTIFICATE block in PEM was found");
        assertThatThrownBy(() -> ClusterTls.context(null, pem("ec-certificate.pem"), "nothing", false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the client key cannot be read: no private key in PEM was found among the blocks []; "
                        + "expected PRIVATE KEY, RSA PRIVATE KEY or EC PRIVATE KEY");
    }

    /** Returns the context of a server that shows one of the certificates and trusts both. */
    private static SSLContext askingForCertificates() throws Exception {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (String file : new String[] {"ec-certificate.pem", "rsa-certificate.pem"}) {
            store.setCertificateEntry(
                    file,
                    factory.generateCertificate(
                            new ByteArrayInputStream(pem(file).getBytes(StandardCharsets.US_ASCII))));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(store);
        char[] noPassword = {};
        store.setKeyEntry("server", PemReader.privateKey(pem("ec-pkcs8.pem")), noPassword, new Certificate[] {
            store.getCertificate("ec-certificate.pem")
        });
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(store, noPassword);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static String answerOnce(SSLServerSocket server) {
        try (SSLSocket socket = (SSLSocket) server.accept()) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
                // Skips the request's headers.
            }
            SSLSession session = socket.getSession();
            String subject = ((X509Certificate) session.getPeerCertificates()[0])
                    .getSubjectX500Principal()
                    .getName();
            socket.getOutputStream().write("HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return subject;
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String pem(String file) throws IOException {
        try (InputStream in = Objects.requireNonNull(ClientCertificateTest.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
