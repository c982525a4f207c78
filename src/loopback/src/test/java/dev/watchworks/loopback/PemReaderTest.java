package dev.watchworks.loopback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.ECPrivateKey;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PemReaderTest {

    @Test
    void aKeyIsTheSameInEachForm() throws Exception {
        ECPrivateKey sec1 = (ECPrivateKey) PemReader.privateKey(pem("ec-sec1.pem"));
        ECPrivateKey pkcs8 = (ECPrivateKey) PemReader.privateKey(pem("ec-pkcs8.pem"));
        assertThat(sec1.getS()).isEqualTo(pkcs8.getS());
        assertThat(sec1.getParams()).isEqualTo(pkcs8.getParams());
        assertThat(PemReader.privateKey(pem("rsa-pkcs1.pem")).getEncoded())
                .isEqualTo(PemReader.privateKey(pem("rsa-pkcs8.pem")).getEncoded());
    }

    @Test
    void aTextWithoutAKeySaysWhatItHolds() {
        assertThatThrownBy(() ->
                        PemReader.privateKey(CertificateAuthority.generate().certificatePem()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no private key in PEM was found among the blocks [CERTIFICATE]; expected PRIVATE KEY, "
                        + "RSA PRIVATE KEY or EC PRIVATE KEY");
    }

    @Test
    void anEncryptedKeySaysHowToDecryptIt() {
        assertThatThrownBy(() -> PemReader.privateKey(
                        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("openssl pkey -in KEY -out PLAIN");
    }

    @Test
    void aKeyThatIsCutOffIsRefusedInWords() throws Exception {
        String whole = pem("ec-sec1.pem");
        int key = whole.indexOf("-----BEGIN EC PRIVATE KEY-----\n");
        String cut = whole.substring(key, key + 60) + "\n-----END EC PRIVATE KEY-----";
        assertThatThrownBy(() -> PemReader.privateKey(cut))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cut off or malformed");
    }

    @Test
    void certificatesAreReadInOrderWithOtherTextBetweenThem() {
        CertificateAuthority one = CertificateAuthority.generate();
        CertificateAuthority other = CertificateAuthority.generate();

        assertThat(PemReader.certificates("# mine\n" + one.certificatePem() + "# theirs\n" + other.certificatePem()))
                .containsExactly(one.certificate(), other.certificate());
    }

    @Test
    void aTextWithoutACertificateIsRefused() {
        assertThatThrownBy(() -> PemReader.certificates(pem("ec-pkcs8.pem")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no CERTIFICATE block in PEM was found");
    }

    private static String pem(String file) throws IOException {
        try (InputStream in = Objects.requireNonNull(PemReaderTest.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
