package dev.watchworks.loopback;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;

/** Reads certificates and private keys from PEM, in each form that a kubeconfig may hold. */
public final class PemReader {
    private static final byte[] VERSION = Der.integer(BigInteger.ZERO);
    private static final byte[] RSA_ENCRYPTION =
            Der.sequence(Der.objectIdentifier(1, 2, 840, 113549, 1, 1, 1), Der.nullValue());
    private static final byte[] EC_PUBLIC_KEY = Der.objectIdentifier(1, 2, 840, 10045, 2, 1);

    /** The tag of the curve in an EC private key, RFC 5915. */
    private static final int EC_PARAMETERS = 0xa0;

    private PemReader() {}

    /**
     * Returns the certificates of a text in order.
     *
     * @throws IllegalArgumentException when there is none, or one cannot be read
     */
    public static List<X509Certificate> certificates(String pem) {
        List<X509Certificate> certificates = new ArrayList<>();
        for (PemBlock block : PemBlock.parse(pem)) {
            if (block.label().equals("CERTIFICATE")) {
                certificates.add(certificate(block.der()));
            }
        }
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException("no CERTIFICATE block in PEM was found");
        }
        return certificates;
    }

    static X509Certificate certificate(byte[] der) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException e) {
            throw new IllegalArgumentException("a certificate is cut off or malformed: " + e.getMessage(), e);
        }
    }

    /**
     * Returns the first private key of a text: RSA, EC or Ed25519 in PKCS#8 ({@code PRIVATE KEY}), RSA in PKCS#1
     * ({@code RSA PRIVATE KEY}), or EC in SEC 1 ({@code EC PRIVATE KEY}).
     *
     * @throws IllegalArgumentException when there is none, or it cannot be read; the message says what to do
     */
    public static PrivateKey privateKey(String pem) {
        List<PemBlock> blocks = PemBlock.parse(pem);
        for (PemBlock block : blocks) {
            switch (block.label()) {
                case "PRIVATE KEY":
                    return fromPkcs8(block.der(), "RSA", "EC", "Ed25519");
                case "RSA PRIVATE KEY":
                    return fromPkcs8(Der.sequence(VERSION, RSA_ENCRYPTION, Der.octetString(block.der())), "RSA");
                case "EC PRIVATE KEY":
                    return fromSec1(block.der());
                case "ENCRYPTED PRIVATE KEY":
                    throw new IllegalArgumentException(
                            "the private key is encrypted; decrypt it first: openssl pkey -in KEY -out PLAIN");
                default:
                    break;
            }
        }
        throw new IllegalArgumentException("no private key in PEM was found among the blocks "
                + blocks.stream().map(PemBlock::label).toList()
                + "; expected PRIVATE KEY, RSA PRIVATE KEY or EC PRIVATE KEY");
    }

    private static PrivateKey fromSec1(byte[] sec1) {
        byte[] curve = Der.find(Der.content(sec1), EC_PARAMETERS);
        if (curve == null) {
            throw new IllegalArgumentException("the private key does not name its curve");
        }
        return fromPkcs8(Der.sequence(VERSION, Der.sequence(EC_PUBLIC_KEY, curve), Der.octetString(sec1)), "EC");
    }

    private static PrivateKey fromPkcs8(byte[] der, String... algorithms) {
        PKCS8EncodedKeySpec key = new PKCS8EncodedKeySpec(der);
        for (String algorithm : algorithms) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(key);
            } catch (InvalidKeySpecException e) {
                // A key of another algorithm, or no key at all: the next algorithm decides.
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("this Java runtime lacks " + algorithm, e);
            }
        }
        throw new IllegalArgumentException(
                "the private key is not one of " + List.of(algorithms) + ", or it is cut off or malformed");
    }
}
