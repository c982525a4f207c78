package dev.watchworks.loopback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateAuthorityTest {
    @Test
    void aFreshAuthoritySignsItsServerCertificate() throws Exception {
        CertificateAuthority authority = CertificateAuthority.generate();

        PKIXParameters trust = new PKIXParameters(Set.of(new TrustAnchor(authority.certificate(), null)));
        trust.setRevocationEnabled(false);
        var path = CertificateFactory.getInstance("X.509").generateCertPath(List.of(authority.serverCertificate()));
        CertPathValidator.getInstance("PKIX").validate(path, trust);

        assertThat(authority.certificate().getBasicConstraints()).isNotNegative();
        assertThat(authority.certificate().getKeyUsage()[5]).as("keyCertSign").isTrue();
        assertThat(authority.serverCertificate().getBasicConstraints()).isNegative();
        assertThat(authority.serverCertificate().getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
    }

    @Test
    void theServerCertificateNamesLoopbackAndKubernetesOwnService() throws Exception {
        assertThat(CertificateAuthority.generate().serverCertificate().getSubjectAlternativeNames())
                .extracting(name -> (Object) name.get(1))
                .containsExactly(
                        "localhost",
                        "kubernetes",
                        "kubernetes.default",
                        "kubernetes.default.svc",
                        "kubernetes.default.svc.cluster.local",
                        "127.0.0.1",
                        "0:0:0:0:0:0:0:1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ec", "rsa"})
    void anAuthorityThatIsHandedOverSignsTheServerCertificate(String kind) throws Exception {
        String certificate = pem(kind + "-authority.pem");
        CertificateAuthority authority = CertificateAuthority.of(certificate, pem(kind + "-pkcs8.pem"));

        assertThat(authority.certificatePem()).isEqualToIgnoringNewLines(certificate);
        assertThat(authority.serverCertificate().getIssuerX500Principal().getName())
                .isEqualTo("CN=" + kind + " authority");
        try (LoopbackServer server =
                LoopbackServer.start(LoopbackSettings.https("test", authority), new OpenStream())) {
            assertThat(new Client(server, authority, HttpClient.Version.HTTP_2)
                            .get("/hello")
                            .body())
                    .isEqualTo("hello");
        }
    }

    @Test
    void anAuthorityThatMayNotSignIsRefused() throws Exception {
        String key = pem("ec-pkcs8.pem");
        String certificate = pem("ec-no-authority.pem");
        assertThatThrownBy(() -> CertificateAuthority.of(certificate, key))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "CN=no authority cannot be the certificate authority: it may not sign certificates. Make one "
                                + "that may: openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes "
                                + "-subj /CN=lab -keyout ca.key -out ca.crt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa-pkcs8.pem", "other-ec-key.pem"})
    void aKeyOfAnotherCertificateIsRefused(String key) throws Exception {
        String certificate = pem("ec-authority.pem");
        String wrong = pem(key);
        assertThatThrownBy(() -> CertificateAuthority.of(certificate, wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("CN=ec authority cannot be the certificate authority: the private key is another "
                        + "certificate's. Give the two that belong together.");
    }

    @Test
    void anAuthorityThatHasExpiredIsRefused() {
        Instant now = Instant.now();
        KeyAndCertificate old = new CertificateIssuer(
                        Clock.fixed(Instant.parse("2020-01-01T00:00:00Z"), ZoneOffset.UTC))
                .newAuthority("old");
        assertThatThrownBy(() -> old.requireAuthority(now))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("CN=old cannot be the certificate authority: it is valid from 2019-12-31T23:00:00Z to "
                        + "2020-12-31T00:00:00Z, and now it is " + now + ". Make a new one.");
    }

    @Test
    void twoFreshAuthoritiesShareNothing() {
        assertThat(CertificateAuthority.generate().certificate())
                .isNotEqualTo(CertificateAuthority.generate().certificate());
    }

    @Test
    void certificatesAreValidAcrossTheYear2050() {
        Instant now = Instant.parse("2049-06-01T00:00:00Z");
        CertificateAuthority authority = CertificateAuthority.generate(Clock.fixed(now, ZoneOffset.UTC));

        assertThat(authority.certificate().getNotBefore()).isEqualTo(now.minus(Duration.ofHours(1)));
        assertThat(authority.certificate().getNotAfter()).isEqualTo(now.plus(Duration.ofDays(365)));
    }

    @Test
    void theCertificateAsPemIsTheCertificate() throws Exception {
        CertificateAuthority authority = CertificateAuthority.generate();

        assertThat(authority.certificatePem())
                .startsWith("-----BEGIN CERTIFICATE-----\n")
                .doesNotContain("PRIVATE");
        assertThat(PemReader.certificates(authority.certificatePem())).containsExactly(authority.certificate());
    }

    private static String pem(String file) throws IOException {
        try (InputStream in = Objects.requireNonNull(CertificateAuthorityTest.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
