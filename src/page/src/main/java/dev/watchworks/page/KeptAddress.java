package dev.watchworks.page;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Where the page was the last time.
 *
 * @param port 0 when there was no last time
 * @param token the part of the address that nobody can guess
 */
record KeptAddress(int port, String token) {

    /** 128 bits, as many as a random UUID has, and six more. */
    private static final int TOKEN_BYTES = 16;

    private static final int HIGHEST_PORT = 65_535;
    private static final String TOKEN_FORM = "[A-Za-z0-9_-]{22}";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Checks the values, because the file may have been edited. */
    KeptAddress {
        if (port < 0 || port > HIGHEST_PORT || !token.matches(TOKEN_FORM)) {
            throw new IllegalArgumentException("not an address of a page: port " + port);
        }
    }

    /** Reads the file. Returns a new token without a port when there is no such file, or it is damaged. */
    static KeptAddress read(Path file) {
        try {
            return MAPPER.readValue(file.toFile(), KeptAddress.class);
        } catch (IOException missing) {
            return new KeptAddress(0, newToken());
        }
    }

    private static String newToken() {
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    KeptAddress onPort(int other) {
        return new KeptAddress(other, token);
    }

    /** Writes the file so that only its owner can read it. The page works without it, until the runner ends. */
    void write(Path file) {
        try {
            Files.createDirectories(file.getParent());
            Path next = Files.createTempFile(file.getParent(), "page", ".tmp", ownerOnly());
            Files.write(next, MAPPER.writeValueAsBytes(this));
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException unwritable) {
            // An open page does not find the next runner, and the learner opens the new address.
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        boolean isPosix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return isPosix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
