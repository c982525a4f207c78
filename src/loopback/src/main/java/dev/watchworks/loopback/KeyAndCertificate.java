package dev.watchworks.loopback;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/** A certificate with the private key of its subject. */
record KeyAndCertificate(PrivateKey key, X509Certificate certificate) {
    @Override
    public String toString() {
        return certificate.getSubjectX500Principal().getName();
    }
}
