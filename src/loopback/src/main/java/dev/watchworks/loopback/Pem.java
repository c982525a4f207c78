package dev.watchworks.loopback;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/** Text form (RFC 7468) of a key with its certificate, under a line with their checksum. */
final class Pem {
    private static final String PRIVATE_KEY = "PRIVATE KEY";
    private static final String CERTIFICATE = "CERTIFICATE";

    private Pem() {}

    static String write(X509Certificate certificate) {
        try {
            return block(CERTIFICATE, certificate.getEncoded());
        } catch (CertificateException e) {
            throw new IllegalArgumentException("a certificate without an encoding", e);
        }
    }

    static String write(KeyAndCertificate both) {
        String blocks = block(PRIVATE_KEY, both.key().getEncoded()) + write(both.certificate());
        return checksumLine(blocks) + blocks;
    }

    /** The reverse of {@link #write(KeyAndCertificate)}; the checksum tells a key that no longer fits from a good one. */
    static KeyAndCertificate read(String text) throws GeneralSecurityException {
        String blocks = text.substring(text.indexOf('\n') + 1);
        if (!text.equals(checksumLine(blocks) + blocks)) {
            throw new InvalidKeyException("its checksum does not fit");
        }
        PrivateKey key =
                KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(decoded(PRIVATE_KEY, blocks)));
        return new KeyAndCertificate(key, certificate(decoded(CERTIFICATE, blocks)));
    }

    static X509Certificate certificate(byte[] encoded) throws CertificateException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded));
    }

    private static String checksumLine(String blocks) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(blocks.getBytes(StandardCharsets.US_ASCII));
            return "# Private to its owner. Delete it to get another. SHA-256 of what follows: "
                    + HexFormat.of().formatHex(digest) + "\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String block(String type, byte[] encoded) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
        return begin(type) + body + end(type);
    }

    private static byte[] decoded(String type, String text) throws InvalidKeyException {
        int begin = text.indexOf(begin(type));
        int end = text.indexOf(end(type));
        if (begin < 0 || end < begin) {
            throw new InvalidKeyException("it has no " + type + " block");
        }
        return Base64.getMimeDecoder().decode(text.substring(begin + begin(type).length(), end));
    }

    private static String begin(String type) {
        return "-----BEGIN " + type + "-----\n";
    }

    private static String end(String type) {
        return "\n-----END " + type + "-----\n";
    }
}
