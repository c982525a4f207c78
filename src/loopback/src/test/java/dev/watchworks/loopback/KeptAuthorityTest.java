package dev.watchworks.loopback;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class KeptAuthorityTest {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

    @TempDir
    Path home;

    private Path folder;
    private Path authorityFile;
    private Path serverFile;

    @BeforeEach
    void chooseFolder() {
        folder = home.resolve("cache").resolve("watchworks").resolve("apiserver");
        authorityFile = folder.resolve("authority.pem");
        serverFile = folder.resolve("server.pem");
    }

    private CertificateAuthority openAt(Instant now) {
        return new KeptAuthority("apiserver", folder, Clock.fixed(now, ZoneOffset.UTC)).open();
    }

    @Test
    void theSecondUseFindsWhatTheFirstMade() {
        CertificateAuthority first = openAt(NOW);
        CertificateAuthority second = openAt(NOW.plus(Duration.ofDays(100)));

        assertThat(second.certificate()).isEqualTo(first.certificate());
        assertThat(second.serverCertificate()).isEqualTo(first.serverCertificate());
        assertThat(first.notices()).isEmpty();
        assertThat(second.notices()).isEmpty();
    }

    @Test
    void nothingButTheTwoKeysAndTheLockIsLeftBehind() {
        openAt(NOW);

        assertThat(folder).isDirectoryContaining(path -> path.equals(authorityFile));
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("authority.pem", "server.pem", "lock");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no POSIX permissions there")
    void onlyTheOwnerMayEnterAndRead() throws IOException {
        openAt(NOW);

        assertThat(permissions(folder)).isEqualTo("rwx------");
        assertThat(permissions(authorityFile)).isEqualTo("rw-------");
        assertThat(permissions(serverFile)).isEqualTo("rw-------");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no POSIX permissions there")
    void aFolderThatOthersMayEnterIsClosedToThem() throws IOException {
        CertificateAuthority first = openAt(NOW);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));

        assertThat(openAt(NOW).certificate()).isEqualTo(first.certificate());
        assertThat(permissions(folder)).isEqualTo("rwx------");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no POSIX permissions there")
    void anAuthorityThatOthersCouldReadIsReplaced() throws IOException {
        CertificateAuthority first = openAt(NOW);
        Files.setPosixFilePermissions(authorityFile, PosixFilePermissions.fromString("rw-r--r--"));

        CertificateAuthority second = openAt(NOW);

        assertThat(second.certificate()).isNotEqualTo(first.certificate());
        assertThat(second.serverCertificate()).isNotEqualTo(first.serverCertificate());
        assertThat(second.notices())
                .containsExactly(authorityFile + " was replaced, because others could use it (rw-r--r--)."
                        + " What trusted the old authority, such as a kubeconfig, must be written again.");
        assertThat(permissions(authorityFile)).isEqualTo("rw-------");
        assertThat(openAt(NOW).notices()).isEmpty();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a privilege there")
    void aLinkInPlaceOfTheAuthorityIsReplacedAndItsTargetLeftAlone() throws IOException {
        openAt(NOW);
        Path elsewhere = Files.move(authorityFile, home.resolve("elsewhere"));
        Files.createSymbolicLink(authorityFile, elsewhere);

        assertThat(openAt(NOW).notices()).singleElement().asString().contains("because it is not a plain file");
        assertThat(authorityFile)
                .isRegularFile()
                .satisfies(file -> assertThat(Files.isSymbolicLink(file)).isFalse());
        assertThat(elsewhere).exists();
    }

    @Test
    void anAuthorityThatIsDamagedIsReplaced() throws IOException {
        openAt(NOW);
        String text = Files.readString(authorityFile);
        int inTheKey = text.indexOf("BEGIN PRIVATE KEY") + 60;
        char other = text.charAt(inTheKey) == 'A' ? 'B' : 'A';
        Files.writeString(authorityFile, text.substring(0, inTheKey) + other + text.substring(inTheKey + 1));

        assertThat(openAt(NOW).notices())
                .containsExactly(authorityFile + " was replaced, because it is damaged: its checksum does not fit."
                        + " What trusted the old authority, such as a kubeconfig, must be written again.");
    }

    @Test
    void anEmptyServerCertificateIsReplacedAndTheAuthorityStays() throws IOException {
        CertificateAuthority first = openAt(NOW);
        Files.writeString(serverFile, "");

        CertificateAuthority second = openAt(NOW);

        assertThat(second.certificate()).isEqualTo(first.certificate());
        assertThat(second.notices())
                .containsExactly(serverFile + " was replaced, because it is damaged: its checksum does not fit.");
    }

    @Test
    void aServerCertificateNearItsEndIsRenewedWithoutAWord() {
        CertificateAuthority first = openAt(NOW);
        CertificateAuthority second = openAt(NOW.plus(Duration.ofDays(340)));

        assertThat(second.certificate()).isEqualTo(first.certificate());
        assertThat(second.serverCertificate()).isNotEqualTo(first.serverCertificate());
        assertThat(second.notices()).isEmpty();
    }

    @Test
    void aServerCertificateOfAnotherAuthorityIsReplaced() throws IOException {
        openAt(NOW);
        Path other = home.resolve("other");
        new KeptAuthority("other", other, Clock.fixed(NOW, ZoneOffset.UTC)).open();
        Files.writeString(serverFile, Files.readString(other.resolve("server.pem")));

        CertificateAuthority second = openAt(NOW);

        assertThat(second.serverCertificate().getIssuerX500Principal())
                .isEqualTo(second.certificate().getSubjectX500Principal());
        assertThat(openAt(NOW).serverCertificate()).isEqualTo(second.serverCertificate());
    }

    @Test
    void anAuthorityNearItsEndIsReplaced() {
        openAt(NOW);

        assertThat(openAt(NOW.plus(Duration.ofDays(3300))).notices())
                .containsExactly(authorityFile + " was replaced, because it expires on 2039-12-30T00:00:00Z."
                        + " What trusted the old authority, such as a kubeconfig, must be written again.");
    }

    @Test
    void anAuthorityFromTheFutureIsReplaced() {
        openAt(NOW);

        assertThat(openAt(NOW.minus(Duration.ofDays(1))).notices())
                .singleElement()
                .asString()
                .contains("because it is valid only from 2029-12-31T23:00:00Z, later than this machine's clock");
    }

    @Test
    void withoutAFolderToWriteToItIsInMemoryOnly() throws IOException {
        Files.writeString(home.resolve("cache"), "a file where the folder should be");

        CertificateAuthority authority = openAt(NOW);

        assertThat(authority.certificate()).isNotEqualTo(openAt(NOW).certificate());
        assertThat(authority.notices())
                .singleElement()
                .asString()
                .startsWith("The apiserver authority is in memory only, so what trusts it now will not trust the next"
                        + " one: cannot use " + folder + " (")
                .endsWith("). To keep it, make that folder your own and writable, or set XDG_CACHE_HOME to one that"
                        + " is.");
    }

    @Test
    void threadsThatAskAtOnceTheFirstTimeGetOneAuthority() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Callable<CertificateAuthority> open = () -> openAt(NOW);
            List<CertificateAuthority> all = new ArrayList<>();
            for (Future<CertificateAuthority> one :
                    threads.invokeAll(List.of(open, open, open, open, open, open, open, open))) {
                all.add(one.get());
            }
            assertThat(all)
                    .extracting(CertificateAuthority::certificate)
                    .containsOnly(all.get(0).certificate());
            assertThat(all)
                    .extracting(CertificateAuthority::serverCertificate)
                    .containsOnly(all.get(0).serverCertificate());
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void processesThatAskAtOnceTheFirstTimeGetOneAuthority() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            processes.add(SeparateJvm.start(OpenOnce.class, folder.toString()));
        }
        List<String> all = new ArrayList<>();
        for (Process process : processes) {
            all.add(SeparateJvm.output(process));
        }
        assertThat(all).allMatch(output -> output.contains("BEGIN CERTIFICATE")).containsOnly(all.get(0));
    }

    /** What each of the processes runs. */
    static final class OpenOnce {
        public static void main(String[] arguments) {
            CertificateAuthority authority =
                    new KeptAuthority("apiserver", Path.of(arguments[0]), Clock.systemUTC()).open();
            System.out.print(authority.certificatePem() + authority.notices());
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
