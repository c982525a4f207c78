package dev.watchworks.trial;

import dev.watchworks.loopback.IssuedCertificates;
import dev.watchworks.loopback.PemReader;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.tls.HeldCertificate;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** The ways to an EC P-256 authority and a certificate for 127.0.0.1, ::1 and localhost. */
interface CertificateMaker {
    List<String> NAMES = List.of("der", "bouncy-castle", "okhttp-tls", "keytool", "pem");

    /** Nested classes, not an enum: a JVM then loads only the libraries of the way it takes. */
    static CertificateMaker named(String name) {
        return switch (name) {
            case "der" -> new ByDer();
            case "bouncy-castle" -> new ByBouncyCastle();
            case "okhttp-tls" -> new ByOkHttp();
            case "keytool" -> new ByKeytool();
            case "pem" -> new FromPem();
            default -> throw new IllegalArgumentException(name);
        };
    }

    TrialCertificates make(Path folder) throws Exception;

    final class ByDer implements CertificateMaker {
        @Override
        public TrialCertificates make(Path folder) {
            IssuedCertificates issued = IssuedCertificates.issue();
            return new TrialCertificates(issued.authority(), issued.serverKey(), issued.server());
        }
    }

    final class ByBouncyCastle implements CertificateMaker {
        @Override
        public TrialCertificates make(Path folder) throws Exception {
            Date from = new Date();
            Date to = Date.from(Instant.now().plus(Duration.ofDays(30)));
            KeyPair authorityKeys = newKeys();
            X500Name authorityName = new X500Name("CN=trial authority");
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(authorityKeys.getPrivate());
            var converter = new JcaX509CertificateConverter();
            X509Certificate authority = converter.getCertificate(new JcaX509v3CertificateBuilder(
                            authorityName, BigInteger.ONE, from, to, authorityName, authorityKeys.getPublic())
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(true))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
                    .build(signer));
            KeyPair keys = newKeys();
            X509Certificate leaf = converter.getCertificate(new JcaX509v3CertificateBuilder(
                            authorityName, BigInteger.TWO, from, to, new X500Name("CN=localhost"), keys.getPublic())
                    .addExtension(Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName[] {
                        new GeneralName(GeneralName.dNSName, "localhost"),
                        new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
                        new GeneralName(GeneralName.iPAddress, "::1")
                    }))
                    .build(signer));
            return new TrialCertificates(authority, keys.getPrivate(), leaf);
        }
    }

    final class ByOkHttp implements CertificateMaker {
        @Override
        public TrialCertificates make(Path folder) {
            HeldCertificate authority = new HeldCertificate.Builder()
                    .commonName("trial authority")
                    .certificateAuthority(0)
                    .build();
            HeldCertificate leaf = new HeldCertificate.Builder()
                    .commonName("localhost")
                    .addSubjectAlternativeName("localhost")
                    .addSubjectAlternativeName("127.0.0.1")
                    .addSubjectAlternativeName("::1")
                    .signedBy(authority)
                    .build();
            return new TrialCertificates(authority.certificate(), leaf.keyPair().getPrivate(), leaf.certificate());
        }
    }

    final class ByKeytool implements CertificateMaker {
        @Override
        public TrialCertificates make(Path folder) throws Exception {
            Path store = folder.resolve("keytool.p12");
            Files.deleteIfExists(store);
            keytool(
                    store,
                    "-alias",
                    "authority",
                    "-dname",
                    "CN=trial authority",
                    "-ext",
                    "bc:c=ca:true",
                    "-ext",
                    "ku:c=keyCertSign");
            keytool(
                    store,
                    "-alias",
                    "server",
                    "-dname",
                    "CN=localhost",
                    "-signer",
                    "authority",
                    "-ext",
                    "san=dns:localhost,ip:127.0.0.1,ip:::1");
            KeyStore loaded = KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
            return new TrialCertificates(
                    (X509Certificate) loaded.getCertificate("authority"),
                    (PrivateKey) loaded.getKey("server", "changeit".toCharArray()),
                    (X509Certificate) loaded.getCertificate("server"));
        }

        private void keytool(Path store, String... arguments) throws Exception {
            List<String> command = new java.util.ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-keyalg",
                    "EC",
                    "-groupname",
                    "secp256r1",
                    "-keystore",
                    store.toString(),
                    "-storepass",
                    "changeit",
                    "-storetype",
                    "PKCS12"));
            command.addAll(List.of(arguments));
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException(output);
            }
        }
    }

    /** Reads what {@link #keep} wrote. */
    final class FromPem implements CertificateMaker {
        @Override
        public TrialCertificates make(Path folder) throws Exception {
            return new TrialCertificates(
                    PemReader.certificates(Files.readString(folder.resolve("ca.crt"))).get(0),
                    PemReader.privateKey(Files.readString(folder.resolve("server.key"))),
                    PemReader.certificates(Files.readString(folder.resolve("server.crt"))).get(0));
        }
    }

    static void keep(TrialCertificates identity, Path folder) throws Exception {
        Files.createDirectories(folder);
        Files.writeString(
                folder.resolve("ca.crt"),
                pem("CERTIFICATE", identity.authority().getEncoded()));
        Files.writeString(
                folder.resolve("server.crt"), pem("CERTIFICATE", identity.leaf().getEncoded()));
        Files.writeString(
                folder.resolve("server.key"),
                pem("PRIVATE KEY", identity.leafKey().getEncoded()));
    }

    private static KeyPair newKeys() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static String pem(String type, byte[] encoded) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
        return "-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n";
    }
}
