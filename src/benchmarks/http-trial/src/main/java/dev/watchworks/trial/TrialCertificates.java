package dev.watchworks.trial;

import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** A certificate authority and a server certificate that it signed. */
record TrialCertificates(X509Certificate authority, PrivateKey leafKey, X509Certificate leaf) {
    private static final char[] NO_PASSWORD = new char[0];
    private static TrialCertificates current;

    /** For Vert.x, which wants key managers where the others take a context. */
    static TrialCertificates current() {
        return current;
    }

    static SSLContext keptContext(Path folder) throws Exception {
        current = CertificateMaker.named("pem").make(folder);
        return current.serverContext();
    }

    static SSLContext freshContext() throws Exception {
        current = CertificateMaker.named("der").make(null);
        return current.serverContext();
    }

    KeyManagerFactory keyManagers() {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("server", leafKey, NO_PASSWORD, new Certificate[] {leaf, authority});
            KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
            factory.init(store, NO_PASSWORD);
            return factory;
        } catch (java.security.GeneralSecurityException | java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    SSLContext serverContext() throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        // Null would make the JDK parse its whole cacerts file, for clients' certificates that nobody asks for.
        context.init(keyManagers().getKeyManagers(), new TrustManager[0], null);
        return context;
    }

    SSLContext clientContext() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("authority", authority);
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }
}
