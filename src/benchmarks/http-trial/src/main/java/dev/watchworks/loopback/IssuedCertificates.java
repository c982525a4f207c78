package dev.watchworks.loopback;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;

/** Gives the trial what the encoder of src/loopback issues; its classes are package-private. */
public record IssuedCertificates(X509Certificate authority, PrivateKey serverKey, X509Certificate server) {
    public static IssuedCertificates issue() {
        CertificateIssuer issuer = new CertificateIssuer(Clock.systemUTC());
        KeyAndCertificate authority = issuer.newAuthority("trial authority");
        KeyAndCertificate server = issuer.newServer(authority);
        return new IssuedCertificates(authority.certificate(), server.key(), server.certificate());
    }
}
