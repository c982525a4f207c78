package dev.watchworks.loopback;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Issues certificates for authorities and servers (RFC 5280), with EC keys on P-256.
 * docs/decisions/0002-certificates.md has the reasons.
 */
final class CertificateIssuer {
    /** Longer than any JVM of a lab runs. Some clients refuse server certificates that live longer than 398 days. */
    private static final Duration LIFE = Duration.ofDays(365);

    /** The clocks of containers and virtual machines may be behind. */
    private static final Duration BACKDATED = Duration.ofHours(1);

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    CertificateIssuer(Clock clock) {
        this.clock = clock;
    }

    KeyAndCertificate newAuthority(String commonName) {
        try {
            KeyPair keys = newKeys();
            byte[] name = name(commonName);
            Instant end = clock.instant().plus(LIFE);
            return sign(keys, name, name, keys.getPrivate(), end, CertificateExtensions.ofAuthority(keys));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot issue a certificate authority: " + e.getMessage(), e);
        }
    }

    KeyAndCertificate newServer(KeyAndCertificate authority) {
        try {
            KeyPair keys = newKeys();
            X509Certificate issuer = authority.certificate();
            byte[] issuerName = issuer.getSubjectX500Principal().getEncoded();
            Instant end = clock.instant().plus(LIFE);
            Instant authorityEnd = issuer.getNotAfter().toInstant();
            return sign(
                    keys,
                    issuerName,
                    name("localhost"),
                    authority.key(),
                    end.isBefore(authorityEnd) ? end : authorityEnd,
                    CertificateExtensions.ofServer(keys, issuer));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot issue a server certificate: " + e.getMessage(), e);
        }
    }

    private KeyAndCertificate sign(
            KeyPair keys, byte[] issuer, byte[] subject, PrivateKey signer, Instant end, byte[] extensions)
            throws GeneralSecurityException {
        SignatureAlgorithm algorithm = SignatureAlgorithm.of(signer);
        byte[] body = Der.sequence(
                Der.tagged(0xa0, Der.integer(BigInteger.TWO)),
                // RFC 5280, 4.1.2.2: positive and at most 20 octets
                Der.integer(new BigInteger(126, random).setBit(126)),
                algorithm.identifier(),
                issuer,
                Der.sequence(Der.time(clock.instant().minus(BACKDATED)), Der.time(end)),
                subject,
                keys.getPublic().getEncoded(),
                Der.tagged(0xa3, extensions));
        byte[] signature = Der.bitString(0, algorithm.sign(signer, body));
        X509Certificate certificate = PemReader.certificate(Der.sequence(body, algorithm.identifier(), signature));
        return new KeyAndCertificate(keys.getPrivate(), certificate);
    }

    private KeyPair newKeys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), random);
        return generator.generateKeyPair();
    }

    private static byte[] name(String commonName) {
        return Der.sequence(Der.set(Der.sequence(Der.objectIdentifier(2, 5, 4, 3), Der.utf8String(commonName))));
    }
}
