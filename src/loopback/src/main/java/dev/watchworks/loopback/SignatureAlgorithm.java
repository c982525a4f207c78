package dev.watchworks.loopback;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;

/** The algorithm by which an authority signs a certificate; its key decides. */
enum SignatureAlgorithm {
    /** ecdsa-with-SHA256, RFC 5758. */
    EC("SHA256withECDSA", Der.sequence(Der.objectIdentifier(1, 2, 840, 10045, 4, 3, 2))),
    /** sha256WithRSAEncryption, RFC 4055. */
    RSA("SHA256withRSA", Der.sequence(Der.objectIdentifier(1, 2, 840, 113549, 1, 1, 11), Der.nullValue()));

    private final String javaName;
    private final byte[] identifier;

    SignatureAlgorithm(String javaName, byte[] identifier) {
        this.javaName = javaName;
        this.identifier = identifier;
    }

    /**
     * Returns the algorithm for a key.
     *
     * @throws IllegalArgumentException when the key is neither EC nor RSA
     */
    static SignatureAlgorithm of(PrivateKey key) {
        for (SignatureAlgorithm algorithm : values()) {
            if (algorithm.name().equals(key.getAlgorithm())) {
                return algorithm;
            }
        }
        throw new IllegalArgumentException(
                "An authority's private key is EC or RSA, not " + key.getAlgorithm() + ". Make another key.");
    }

    /** Returns the AlgorithmIdentifier of RFC 5280, in DER. */
    byte[] identifier() {
        return identifier.clone();
    }

    byte[] sign(PrivateKey key, byte[] data) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(javaName);
        signature.initSign(key);
        signature.update(data);
        return signature.sign();
    }

    boolean verify(PublicKey key, byte[] data, byte[] signed) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(javaName);
        signature.initVerify(key);
        signature.update(data);
        return signature.verify(signed);
    }
}
