package dev.watchworks.loopback;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The extensions of the certificates that are issued here, RFC 5280 section 4.2, in DER. */
final class CertificateExtensions {
    /** The names of a Kubernetes API server inside its cluster, so that in-cluster clients accept the certificate. */
    private static final List<String> DNS_NAMES = List.of(
            "localhost",
            "kubernetes",
            "kubernetes.default",
            "kubernetes.default.svc",
            "kubernetes.default.svc.cluster.local");

    private static final List<byte[]> ADDRESSES =
            List.of(new byte[] {127, 0, 0, 1}, new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1});

    private static final byte[] SERVER_AUTHENTICATION = Der.objectIdentifier(1, 3, 6, 1, 5, 5, 7, 3, 1);
    private static final int UNCOMPRESSED_P256_POINT = 65;
    private static final int KEY_IDENTIFIER_LENGTH = 20;

    private static final int SUBJECT_KEY_IDENTIFIER = 14;
    private static final int KEY_USAGE = 15;
    private static final int SUBJECT_ALTERNATIVE_NAME = 17;
    private static final int BASIC_CONSTRAINTS = 19;
    private static final int AUTHORITY_KEY_IDENTIFIER = 35;
    private static final int EXTENDED_KEY_USAGE = 37;

    private CertificateExtensions() {}

    static byte[] ofAuthority(KeyPair keys) throws GeneralSecurityException {
        return Der.sequence(
                critical(BASIC_CONSTRAINTS, Der.sequence(Der.booleanTrue())),
                // keyCertSign and cRLSign
                critical(KEY_USAGE, Der.bitString(1, new byte[] {0x06})),
                extension(SUBJECT_KEY_IDENTIFIER, Der.octetString(keyIdentifier(keys))));
    }

    static byte[] ofServer(KeyPair keys, X509Certificate authority) throws GeneralSecurityException {
        List<byte[]> extensions = new ArrayList<>();
        // digitalSignature
        extensions.add(critical(KEY_USAGE, Der.bitString(7, new byte[] {(byte) 0x80})));
        extensions.add(extension(EXTENDED_KEY_USAGE, Der.sequence(SERVER_AUTHENTICATION)));
        extensions.add(extension(SUBJECT_KEY_IDENTIFIER, Der.octetString(keyIdentifier(keys))));
        byte[] authorityIdentifier = authority.getExtensionValue("2.5.29." + SUBJECT_KEY_IDENTIFIER);
        if (authorityIdentifier != null) {
            byte[] identifier = Der.content(Der.content(authorityIdentifier));
            extensions.add(extension(AUTHORITY_KEY_IDENTIFIER, Der.sequence(Der.tagged(0x80, identifier))));
        }
        extensions.add(extension(SUBJECT_ALTERNATIVE_NAME, alternativeNames()));
        return Der.sequence(extensions.toArray(byte[][]::new));
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
}
