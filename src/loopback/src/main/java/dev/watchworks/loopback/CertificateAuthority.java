package dev.watchworks.loopback;

import java.security.GeneralSecurityException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/**
 * A certificate authority for servers on loopback, with a server certificate that it signed for 127.0.0.1, ::1,
 * localhost and the names of {@code kubernetes.default.svc}.
 *
 * <p>Its keys stay in memory. docs/decisions/0002-certificates.md has the reasons.
 */
public final class CertificateAuthority {
    private final X509Certificate certificate;
    private final KeyAndCertificate server;

    private CertificateAuthority(KeyAndCertificate authority, CertificateIssuer issuer) {
        certificate = authority.certificate();
        server = issuer.newServer(authority);
    }

    /** Returns a new authority with EC keys on P-256. Nothing is written to disk. */
    public static CertificateAuthority generate() {
        return generate(Clock.systemUTC());
    }

    static CertificateAuthority generate(Clock clock) {
        CertificateIssuer issuer = new CertificateIssuer(clock);
        return new CertificateAuthority(issuer.newAuthority("Watchworks authority"), issuer);
    }

    /**
     * Returns the authority with this certificate and this private key. It signs a new server certificate.
     *
     * @param certificatePem the authority's certificate
     * @param keyPem its key, EC or RSA, in a form that {@link PemReader#privateKey} reads
     * @throws IllegalArgumentException when one of them cannot be read, they do not belong together, or clients would
     *     not accept what they sign
     */
    public static CertificateAuthority of(String certificatePem, String keyPem) {
        Clock clock = Clock.systemUTC();
        KeyAndCertificate authority = new KeyAndCertificate(
                PemReader.privateKey(keyPem),
                PemReader.certificates(certificatePem).get(0));
        authority.requireAuthority(clock.instant());
        return new CertificateAuthority(authority, new CertificateIssuer(clock));
    }

    /** Returns the authority's certificate, without its key. */
    public X509Certificate certificate() {
        return certificate;
    }

    /** Returns the authority's certificate as PEM, as {@code certificate-authority-data} of a kubeconfig holds it. */
    public String certificatePem() {
        try {
            return new PemBlock("CERTIFICATE", certificate.getEncoded()).text();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("This Java cannot encode a certificate: " + e.getMessage(), e);
        }
    }

    /** Returns a new TLS context for a server. It asks clients for no certificate. */
    public SSLContext serverContext() {
        KeyManager[] keys = {new ServerKeyManager(server, certificate)};
        // An empty array, not null: for null the JDK parses its whole cacerts file.
        return context(keys, new TrustManager[0]);
    }

    /** Returns a new TLS context for a client that trusts this authority and no other. */
    public SSLContext clientContext() {
        return context(new KeyManager[0], TrustStore.trustManagers(List.of(certificate)));
    }

    private static SSLContext context(KeyManager[] keys, TrustManager[] trust) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, trust, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no TLS: " + e.getMessage(), e);
        }
    }

    X509Certificate serverCertificate() {
        return server.certificate();
    }
}
