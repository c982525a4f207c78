package dev.watchworks.loopback;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate authority for servers on loopback, with a server certificate that it signed for 127.0.0.1, ::1,
 * localhost and the names of {@code kubernetes.default.svc}.
 *
 * <p>Keys are EC on P-256. The authority lives ten years, the server certificate one; see
 * docs/decisions/0002-certificates.md.
 */
public final class CertificateAuthority {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");

    private final KeyAndCertificate authority;
    private final KeyAndCertificate server;
    private final List<String> notices;

    CertificateAuthority(KeyAndCertificate authority, KeyAndCertificate server, List<String> notices) {
        this.authority = authority;
        this.server = server;
        this.notices = List.copyOf(notices);
    }

    /**
     * Returns the authority that is kept for this user under a name, so that what trusts it today (a kubeconfig, say)
     * trusts it tomorrow. It is made at the first use, and again when its files are damaged, about to expire, or were
     * open to others; {@link #notices} then says so. Without a folder to write to it lives in memory only.
     *
     * <p>The folder is {@code watchworks/NAME} in {@code $XDG_CACHE_HOME}, {@code %LOCALAPPDATA%},
     * {@code ~/Library/Caches} or {@code ~/.cache}. Several JVMs may ask at once and get the same authority.
     *
     * @param name small letters, digits and hyphens
     */
    public static CertificateAuthority ofUser(String name) {
        Path folder = CacheFolder.ofThisUser().resolve(checked(name));
        return new KeptAuthority(name, folder, Clock.systemUTC()).open();
    }

    /** Returns an authority that nobody else has and that ends with this JVM. */
    public static CertificateAuthority generate() {
        return generate("fresh", Clock.systemUTC(), List.of());
    }

    static CertificateAuthority generate(String name, Clock clock, List<String> notices) {
        CertificateIssuer issuer = new CertificateIssuer(clock);
        KeyAndCertificate authority = issuer.newAuthority(commonName(name));
        return new CertificateAuthority(authority, issuer.newServer(authority), notices);
    }

    static String commonName(String name) {
        return "Watchworks " + name + " authority";
    }

    private static String checked(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "An authority's name is a folder's name: small letters, digits and hyphens, not \"" + name + "\"");
        }
        return name;
    }

    /** Returns the authority's certificate, without its key. */
    public X509Certificate certificate() {
        return authority.certificate();
    }

    /** Returns the authority's certificate as PEM, as {@code certificate-authority-data} of a kubeconfig holds it. */
    public String certificatePem() {
        return Pem.write(authority.certificate());
    }

    /**
     * Returns what the user should know about the kept authority, each a sentence or three: that it was replaced and
     * why, or that it could not be kept. Empty when all is well.
     */
    public List<String> notices() {
        return notices;
    }

    /** Returns a new TLS context for a server; it asks clients for no certificate. */
    public SSLContext serverContext() {
        KeyManager[] keys = {new ServerKeyManager(server, authority.certificate())};
        // No trust managers is not the same as null, for which the JDK would parse its whole cacerts file.
        return context(keys, new TrustManager[0]);
    }

    /** Returns a new TLS context for a client that trusts this authority and no other. */
    public SSLContext clientContext() {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("authority", authority.certificate());
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(trusted);
            return context(new KeyManager[0], factory.getTrustManagers());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("This Java cannot trust a certificate: " + e.getMessage(), e);
        }
    }

    private static SSLContext context(KeyManager[] keys, TrustManager[] trust) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, trust, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no TLS: " + e.getMessage(), e);
        }
    }

    X509Certificate serverCertificate() {
        return server.certificate();
    }
}
