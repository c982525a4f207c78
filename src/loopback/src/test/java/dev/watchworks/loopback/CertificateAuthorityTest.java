package dev.watchworks.loopback;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

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
}
