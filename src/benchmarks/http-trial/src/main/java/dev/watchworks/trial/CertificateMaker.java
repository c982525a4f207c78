package dev.watchworks.trial;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
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
        public TrialCertificates make(Path folder) throws Exception {
            Instant now = Instant.now();
            KeyPair authorityKeys = newKeys();
            byte[] authorityId = keyId(authorityKeys);
            byte[] authorityName = name("trial authority");
            X509Certificate authority = certificate(
                    authorityName,
                    authorityName,
                    authorityKeys,
                    authorityKeys.getPrivate(),
                    now,
                    extension(true, 19, TrialDerEncoder.sequence(TrialDerEncoder.yes())),
                    extension(true, 15, TrialDerEncoder.bits(1, new byte[] {0x06})),
                    extension(false, 14, TrialDerEncoder.octets(authorityId)));
            KeyPair keys = newKeys();
            X509Certificate leaf = certificate(
                    authorityName,
                    name("localhost"),
                    keys,
                    authorityKeys.getPrivate(),
                    now,
                    extension(true, 15, TrialDerEncoder.bits(7, new byte[] {(byte) 0x80})),
                    extension(false, 37, TrialDerEncoder.sequence(TrialDerEncoder.objectIdentifier(1, 3, 6, 1, 5, 5, 7, 3, 1))),
                    extension(false, 14, TrialDerEncoder.octets(keyId(keys))),
                    extension(false, 35, TrialDerEncoder.sequence(TrialDerEncoder.tagged(0x80, authorityId))),
                    extension(
                            false,
                            17,
                            TrialDerEncoder.sequence(
                                    TrialDerEncoder.tagged(0x82, "localhost".getBytes(StandardCharsets.US_ASCII)),
                                    TrialDerEncoder.tagged(0x87, new byte[] {127, 0, 0, 1}),
                                    TrialDerEncoder.tagged(0x87, IPV6_LOOPBACK))));
            return new TrialCertificates(authority, keys.getPrivate(), leaf);
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
                    parse(Files.readAllBytes(folder.resolve("ca.crt"))),
                    KeyFactory.getInstance("EC")
                            .generatePrivate(
                                    new PKCS8EncodedKeySpec(unwrapped(Files.readString(folder.resolve("server.key"))))),
                    parse(Files.readAllBytes(folder.resolve("server.crt"))));
        }
    }

    byte[] ECDSA_WITH_SHA256 = TrialDerEncoder.sequence(TrialDerEncoder.objectIdentifier(1, 2, 840, 10045, 4, 3, 2));
    byte[] IPV6_LOOPBACK = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
    SecureRandom RANDOM = new SecureRandom();

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

    private static X509Certificate certificate(
            byte[] issuer, byte[] subject, KeyPair keys, PrivateKey signer, Instant now, byte[]... extensions)
            throws Exception {
        byte[] body = TrialDerEncoder.sequence(
                TrialDerEncoder.tagged(0xa0, TrialDerEncoder.integer(BigInteger.TWO)),
                TrialDerEncoder.integer(new BigInteger(127, RANDOM)),
                ECDSA_WITH_SHA256,
                issuer,
                TrialDerEncoder.sequence(TrialDerEncoder.time(now.minusSeconds(60)), TrialDerEncoder.time(now.plus(Duration.ofDays(30)))),
                subject,
                keys.getPublic().getEncoded(),
                TrialDerEncoder.tagged(0xa3, TrialDerEncoder.sequence(extensions)));
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(signer);
        signature.update(body);
        return parse(TrialDerEncoder.sequence(body, ECDSA_WITH_SHA256, TrialDerEncoder.bits(0, signature.sign())));
    }

    private static byte[] name(String commonName) {
        return TrialDerEncoder.sequence(TrialDerEncoder.set(TrialDerEncoder.sequence(TrialDerEncoder.objectIdentifier(2, 5, 4, 3), TrialDerEncoder.utf8(commonName))));
    }

    private static byte[] extension(boolean critical, int number, byte[] value) {
        byte[] id = TrialDerEncoder.objectIdentifier(2, 5, 29, number);
        return critical ? TrialDerEncoder.sequence(id, TrialDerEncoder.yes(), TrialDerEncoder.octets(value)) : TrialDerEncoder.sequence(id, TrialDerEncoder.octets(value));
    }

    private static byte[] keyId(KeyPair keys) throws Exception {
        byte[] encoded = keys.getPublic().getEncoded();
        byte[] point = Arrays.copyOfRange(encoded, encoded.length - 65, encoded.length);
        return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(point), 20);
    }

    private static X509Certificate parse(byte[] encoded) throws Exception {
        InputStream in = new ByteArrayInputStream(encoded);
        return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    }

    private static String pem(String type, byte[] encoded) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
        return "-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n";
    }

    private static byte[] unwrapped(String pem) {
        return Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    }
}
