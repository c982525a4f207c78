package dev.watchworks.loopback;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A certificate with the private key of its subject. */
record KeyAndCertificate(PrivateKey key, X509Certificate certificate) {
    private static final int KEY_CERT_SIGN = 5;

    /**
     * Checks that this key can sign certificates that clients accept now.
     *
     * @throws IllegalArgumentException when it cannot; the message says why and what to do
     */
    void requireAuthority(Instant now) {
        String problem = problem(now);
        if (problem != null) {
            throw new IllegalArgumentException(this + " cannot be the certificate authority: " + problem);
        }
    }

    private @Nullable String problem(Instant now) {
        boolean[] keyUsage = certificate.getKeyUsage();
        if (certificate.getBasicConstraints() < 0 || (keyUsage != null && !keyUsage[KEY_CERT_SIGN])) {
            return "it may not sign certificates. Make one that may: openssl req -x509 -newkey ec"
                    + " -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=lab -keyout ca.key -out ca.crt";
        }
        Instant begin = certificate.getNotBefore().toInstant();
        Instant end = certificate.getNotAfter().toInstant();
        if (now.isBefore(begin) || now.isAfter(end)) {
            return "it is valid from " + begin + " to " + end + ", and now it is " + now + ". Make a new one.";
        }
        return isKeyOfCertificate()
                ? null
                : "the private key is another certificate's. Give the two that belong together.";
    }

    private boolean isKeyOfCertificate() {
        SignatureAlgorithm algorithm = SignatureAlgorithm.of(key);
        byte[] sample = "sample".getBytes(StandardCharsets.US_ASCII);
        try {
            return algorithm.verify(certificate.getPublicKey(), sample, algorithm.sign(key, sample));
        } catch (GeneralSecurityException e) {
            // The public key is of another algorithm.
            return false;
        }
    }

    @Override
    public String toString() {
        return certificate.getSubjectX500Principal().getName();
    }
}
