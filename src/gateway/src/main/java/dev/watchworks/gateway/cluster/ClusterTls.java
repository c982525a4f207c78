package dev.watchworks.gateway.cluster;

import dev.watchworks.loopback.PemReader;
import dev.watchworks.loopback.TrustStore;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** TLS towards the cluster, from a kubeconfig's PEM texts. */
public final class ClusterTls {
    private static final char[] IN_MEMORY_ONLY = {};

    private ClusterTls() {}

    /**
     * Returns a context that trusts these authorities and shows this client certificate.
     *
     * @param authorities PEM; null for those of the Java runtime
     * @param certificate PEM, null for none
     * @param key PEM, null for none
     * @param trustAll whether any certificate is trusted
     *
     * @throws IllegalArgumentException when a certificate or key cannot be read
     */
    public static SSLContext context(
            @Nullable String authorities, @Nullable String certificate, @Nullable String key, boolean trustAll) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    certificate == null || key == null ? null : prove(certificate, key),
                    trustManagers(authorities, trustAll),
                    null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("the cluster's TLS credentials cannot be used: " + e.getMessage(), e);
        }
    }

    private static TrustManager @Nullable [] trustManagers(@Nullable String authorities, boolean trustAll) {
        if (trustAll) {
            return new TrustManager[] {new TrustAll()};
        }
        return authorities == null
                ? null
                : TrustStore.trustManagers(read("CA certificate", () -> PemReader.certificates(authorities)));
    }

    private static KeyManager[] prove(String certificate, String key) throws GeneralSecurityException, IOException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        Certificate[] chain = read("client certificate", () -> PemReader.certificates(certificate))
                .toArray(Certificate[]::new);
        PrivateKey privateKey = read("client key", () -> PemReader.privateKey(key));
        keys.setKeyEntry("client", privateKey, IN_MEMORY_ONLY, chain);
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, IN_MEMORY_ONLY);
        return managers.getKeyManagers();
    }

    private static <T> T read(String what, Supplier<T> reader) {
        try {
            return reader.get();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the " + what + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Trusts any certificate for any host. It is used only where a kubeconfig has insecure-skip-tls-verify. */
    private static final class TrustAll extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
