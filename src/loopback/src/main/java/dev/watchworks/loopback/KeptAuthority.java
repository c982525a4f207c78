package dev.watchworks.loopback;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An authority in a folder: {@code authority.pem} and {@code server.pem}, each a key with its certificate. */
final class KeptAuthority {
    static final String AUTHORITY_FILE = "authority.pem";
    static final String SERVER_FILE = "server.pem";

    /** More than a server certificate lives, so that none outlives its authority. */
    private static final Duration AUTHORITY_RENEWAL = Duration.ofDays(400);

    /** Longer than any JVM of a lab runs. */
    private static final Duration SERVER_RENEWAL = Duration.ofDays(30);

    private final String name;
    private final Path path;
    private final Clock clock;
    private final PrivateFolder folder;
    private final List<String> notices = new ArrayList<>();

    KeptAuthority(String name, Path path, Clock clock) {
        this.name = name;
        this.path = path;
        this.clock = clock;
        this.folder = new PrivateFolder(path);
    }

    CertificateAuthority open() {
        try {
            folder.prepare();
            CertificateAuthority kept = readBoth();
            return kept != null ? kept : openLocked();
        } catch (IOException e) {
            return CertificateAuthority.generate(
                    name,
                    clock,
                    List.of(
                            "The " + name + " authority is in memory only, so what trusts"
                                    + " it now will not trust the next one: cannot use " + path + " (" + e
                                    + "). To keep it, make that folder your own and writable, or set XDG_CACHE_HOME to one that is."));
        }
    }

    /** The usual way: nothing to write, so no lock to take. */
    private @Nullable CertificateAuthority readBoth() throws IOException {
        try {
            KeyAndCertificate authority = read(AUTHORITY_FILE, AUTHORITY_RENEWAL);
            KeyAndCertificate server = read(SERVER_FILE, SERVER_RENEWAL);
            return CertificateIssuer.issuedByWithAllNames(authority, server)
                    ? new CertificateAuthority(authority, server, List.of())
                    : null;
        } catch (NoSuchFileException | UnfitFileException e) {
            return null;
        }
    }

    private CertificateAuthority openLocked() throws IOException {
        try (FileChannel ignored = folder.lock()) {
            CertificateIssuer issuer = new CertificateIssuer(clock);
            KeyAndCertificate authority = readOrNote(AUTHORITY_FILE, AUTHORITY_RENEWAL);
            KeyAndCertificate server = authority == null ? null : readOrNote(SERVER_FILE, SERVER_RENEWAL);
            if (authority == null) {
                authority = issuer.newAuthority(CertificateAuthority.commonName(name));
                folder.write(AUTHORITY_FILE, Pem.write(authority));
            }
            if (server == null || !CertificateIssuer.issuedByWithAllNames(authority, server)) {
                server = issuer.newServer(authority);
                folder.write(SERVER_FILE, Pem.write(server));
            }
            return new CertificateAuthority(authority, server, notices);
        }
    }

    private @Nullable KeyAndCertificate readOrNote(String file, Duration mustLast) throws IOException {
        try {
            return read(file, mustLast);
        } catch (NoSuchFileException e) {
            return null;
        } catch (UnfitFileException e) {
            String replaced = path.resolve(file) + " was replaced, because " + e.getMessage() + ".";
            if (file.equals(AUTHORITY_FILE)) {
                notices.add(replaced + " What trusted the old authority, such as a kubeconfig, must be written again.");
            } else if (!e.isOfAge()) {
                notices.add(replaced);
            }
            return null;
        }
    }

    private KeyAndCertificate read(String file, Duration mustLast) throws IOException, UnfitFileException {
        KeyAndCertificate found;
        try {
            found = Pem.read(folder.read(file));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new UnfitFileException("it is damaged: " + e.getMessage());
        }
        Instant now = clock.instant();
        Instant end = found.certificate().getNotAfter().toInstant();
        if (now.plus(mustLast).isAfter(end)) {
            throw UnfitFileException.ofAge((now.isAfter(end) ? "it expired on " : "it expires on ") + end);
        }
        if (now.isBefore(found.certificate().getNotBefore().toInstant())) {
            throw new UnfitFileException("it is valid only from "
                    + found.certificate().getNotBefore().toInstant() + ", later than this machine's clock");
        }
        return found;
    }
}
