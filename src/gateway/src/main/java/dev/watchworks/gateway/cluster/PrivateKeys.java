package dev.watchworks.gateway.cluster;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.HexFormat;
import java.util.List;

/** Reads private keys from PEM in each form that kubeconfigs carry. */
final class PrivateKeys {
    private static final byte[] VERSION_0 = bytes("020100");
    /** rsaEncryption, 1.2.840.113549.1.1.1, with its parameters, NULL. */
    private static final byte[] RSA_ALGORITHM = bytes("06092a864886f70d0101010500");
    /** id-ecPublicKey, 1.2.840.10045.2.1. */
    private static final byte[] EC_ALGORITHM = bytes("06072a8648ce3d0201");
    /** The tag of ECPrivateKey's parameters, RFC 5915. */
    private static final int EC_PARAMETERS = 0xa0;

    private PrivateKeys() {}

    /**
     * The first key of a PEM text.
     *
     * @throws IllegalArgumentException when there is none that can be read
     */
    static PrivateKey parse(String pem) {
        List<Pem> blocks = Pem.parse(pem);
        for (Pem block : blocks) {
            switch (block.label()) {
                case "PRIVATE KEY":
                    return fromPkcs8(block.der(), "RSA", "EC", "Ed25519");
                case "RSA PRIVATE KEY":
                    return fromPkcs8(
                            Der.sequence(VERSION_0, Der.sequence(RSA_ALGORITHM), Der.octetString(block.der())), "RSA");
                case "EC PRIVATE KEY":
                    return fromSec1(block.der());
                case "ENCRYPTED PRIVATE KEY":
                    throw new IllegalArgumentException(
                            "the client key is encrypted; decrypt it first: openssl pkey -in KEY -out PLAIN");
                default:
                    break;
            }
        }
        throw new IllegalArgumentException("no private key in PEM was found among the blocks "
                + blocks.stream().map(Pem::label).toList()
                + "; expected PRIVATE KEY, RSA PRIVATE KEY or EC PRIVATE KEY");
    }

    private static PrivateKey fromSec1(byte[] sec1) {
        byte[] curve = Der.find(sec1, EC_PARAMETERS);
        return fromPkcs8(Der.sequence(VERSION_0, Der.sequence(EC_ALGORITHM, curve), Der.octetString(sec1)), "EC");
    }

    private static PrivateKey fromPkcs8(byte[] der, String... algorithms) {
        PKCS8EncodedKeySpec key = new PKCS8EncodedKeySpec(der);
        for (String algorithm : algorithms) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(key);
            } catch (InvalidKeySpecException e) {
                // It is a key of another algorithm, or none at all: the next one tells.
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("this Java runtime lacks " + algorithm, e);
            }
        }
        throw new IllegalArgumentException(
                "the client key is not one of " + List.of(algorithms) + ", or it is cut off or malformed");
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
