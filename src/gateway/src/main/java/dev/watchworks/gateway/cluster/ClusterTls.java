package dev.watchworks.gateway.cluster;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** TLS towards the cluster, from a kubeconfig's PEM texts. */
public final class ClusterTls {
    private static final char[] IN_MEMORY_ONLY = {};

    private ClusterTls() {}

    /**
     * A context that trusts and proves as asked.
     *
     * @throws IllegalArgumentException when a certificate or key cannot be read
     */
    public static SSLContext context(
            @Nullable String authorities, @Nullable String certificate, @Nullable String key, boolean trustAll) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    certificate == null || key == null ? null : prove(certificate, key),
                    trustAll ? new TrustManager[] {new TrustAll()} : trust(authorities),
                    null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("the cluster's TLS credentials cannot be used: " + e.getMessage(), e);
        }
    }

    private static KeyManager[] prove(String certificate, String key) throws GeneralSecurityException, IOException {
        KeyStore keys = empty();
        Certificate[] chain = certificates(certificate, "client certificate").toArray(Certificate[]::new);
        keys.setKeyEntry("client", PrivateKeys.parse(key), IN_MEMORY_ONLY, chain);
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, IN_MEMORY_ONLY);
        return managers.getKeyManagers();
    }

    private static TrustManager @Nullable [] trust(@Nullable String authorities)
            throws GeneralSecurityException, IOException {
        if (authorities == null) {
            return null;
        }
        KeyStore trusted = empty();
        for (Certificate authority : certificates(authorities, "CA certificate")) {
            trusted.setCertificateEntry("authority-" + trusted.size(), authority);
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        return managers.getTrustManagers();
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static List<? extends Certificate> certificates(String pem, String what) throws CertificateException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<Pem> blocks = Pem.parse(pem).stream()
                .filter(block -> block.label().equals("CERTIFICATE"))
                .toList();
        if (blocks.isEmpty()) {
            throw new IllegalArgumentException("the " + what + " holds no CERTIFICATE block in PEM");
        }
        List<Certificate> certificates = new java.util.ArrayList<>();
        for (Pem block : blocks) {
            certificates.add(factory.generateCertificate(new ByteArrayInputStream(block.der())));
        }
        return certificates;
    }

    /** Trusts any certificate for any host: only where the user asked for insecure-skip-tls-verify. */
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
