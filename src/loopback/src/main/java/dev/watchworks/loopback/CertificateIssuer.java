package dev.watchworks.loopback;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Issues authorities and server certificates (RFC 5280) with EC keys on P-256; the reasons are in docs/decisions. */
final class CertificateIssuer {
    /** The names of a Kubernetes API server inside its cluster, so that in-cluster clients are content too. */
    private static final List<String> DNS_NAMES = List.of(
            "localhost",
            "kubernetes",
            "kubernetes.default",
            "kubernetes.default.svc",
            "kubernetes.default.svc.cluster.local");

    private static final List<byte[]> ADDRESSES =
            List.of(new byte[] {127, 0, 0, 1}, new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1});

    /** Longer than any JVM of a lab runs. Some clients refuse server certificates that live longer than 398 days. */
    private static final Duration LIFE = Duration.ofDays(365);

    /** Clocks of containers and virtual machines may be behind. */
    private static final Duration BACKDATED = Duration.ofHours(1);

    private static final byte[] ECDSA_WITH_SHA256 = Der.sequence(Der.objectIdentifier(1, 2, 840, 10045, 4, 3, 2));
    private static final byte[] SERVER_AUTHENTICATION = Der.objectIdentifier(1, 3, 6, 1, 5, 5, 7, 3, 1);
    private static final int UNCOMPRESSED_P256_POINT = 65;
    private static final int KEY_IDENTIFIER_LENGTH = 20;

    private static final int SUBJECT_KEY_IDENTIFIER = 14;
    private static final int KEY_USAGE = 15;
    private static final int SUBJECT_ALTERNATIVE_NAME = 17;
    private static final int BASIC_CONSTRAINTS = 19;
    private static final int AUTHORITY_KEY_IDENTIFIER = 35;
    private static final int EXTENDED_KEY_USAGE = 37;

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    CertificateIssuer(Clock clock) {
        this.clock = clock;
    }

    KeyAndCertificate newAuthority(String commonName) {
        try {
            KeyPair keys = newKeys();
            byte[] name = name(commonName);
            return sign(
                    keys,
                    name,
                    name,
                    keys.getPrivate(),
                    List.of(
                            critical(BASIC_CONSTRAINTS, Der.sequence(Der.booleanTrue())),
                            // keyCertSign and cRLSign
                            critical(KEY_USAGE, Der.bitString(1, new byte[] {0x06})),
                            extension(SUBJECT_KEY_IDENTIFIER, Der.octetString(keyIdentifier(keys)))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot issue a certificate authority: " + e.getMessage(), e);
        }
    }

    KeyAndCertificate newServer(KeyAndCertificate authority) {
        try {
            KeyPair keys = newKeys();
            byte[] issuer = authority.certificate().getSubjectX500Principal().getEncoded();
            return sign(
                    keys,
                    issuer,
                    name("localhost"),
                    authority.key(),
                    List.of(
                            // digitalSignature
                            critical(KEY_USAGE, Der.bitString(7, new byte[] {(byte) 0x80})),
                            extension(EXTENDED_KEY_USAGE, Der.sequence(SERVER_AUTHENTICATION)),
                            extension(SUBJECT_KEY_IDENTIFIER, Der.octetString(keyIdentifier(keys))),
                            extension(
                                    AUTHORITY_KEY_IDENTIFIER,
                                    Der.sequence(Der.tagged(0x80, subjectKeyIdentifier(authority)))),
                            extension(SUBJECT_ALTERNATIVE_NAME, alternativeNames())));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot issue a server certificate: " + e.getMessage(), e);
        }
    }

    private KeyAndCertificate sign(
            KeyPair keys, byte[] issuer, byte[] subject, PrivateKey signer, List<byte[]> extensions)
            throws GeneralSecurityException {
        Instant now = clock.instant();
        byte[] body = Der.sequence(
                Der.tagged(0xa0, Der.integer(BigInteger.TWO)),
                // RFC 5280, 4.1.2.2: positive and at most 20 octets
                Der.integer(new BigInteger(126, random).setBit(126)),
                ECDSA_WITH_SHA256,
                issuer,
                Der.sequence(Der.time(now.minus(BACKDATED)), Der.time(now.plus(LIFE))),
                subject,
                keys.getPublic().getEncoded(),
                Der.tagged(0xa3, Der.sequence(extensions.toArray(byte[][]::new))));
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(signer);
        signature.update(body);
        X509Certificate certificate =
                PemReader.certificate(Der.sequence(body, ECDSA_WITH_SHA256, Der.bitString(0, signature.sign())));
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

    private static byte[] alternativeNames() {
        return Der.sequence(Stream.concat(
                        DNS_NAMES.stream().map(name -> Der.tagged(0x82, name.getBytes(StandardCharsets.US_ASCII))),
                        ADDRESSES.stream().map(address -> Der.tagged(0x87, address)))
                .toArray(byte[][]::new));
    }

    private static byte[] critical(int number, byte[] value) {
        return Der.sequence(Der.objectIdentifier(2, 5, 29, number), Der.booleanTrue(), Der.octetString(value));
    }

    private static byte[] extension(int number, byte[] value) {
        return Der.sequence(Der.objectIdentifier(2, 5, 29, number), Der.octetString(value));
    }

    /** RFC 7093, method 1: the first 160 bits of the SHA-256 of the public key. */
    private static byte[] keyIdentifier(KeyPair keys) throws GeneralSecurityException {
        byte[] encoded = keys.getPublic().getEncoded();
        byte[] point = Arrays.copyOfRange(encoded, encoded.length - UNCOMPRESSED_P256_POINT, encoded.length);
        return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(point), KEY_IDENTIFIER_LENGTH);
    }

    private static byte[] subjectKeyIdentifier(KeyAndCertificate authority) {
        byte[] value = authority.certificate().getExtensionValue("2.5.29." + SUBJECT_KEY_IDENTIFIER);
        return value == null
                ? new byte[0]
                : Arrays.copyOfRange(value, value.length - KEY_IDENTIFIER_LENGTH, value.length);
    }
}
