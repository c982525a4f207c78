package dev.watchworks.loopback;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * A folder that only its owner may enter (0700), with files that only its owner may read (0600). Where there are no
 * POSIX permissions, on Windows, the user's own folder is private by inheritance.
 */
final class PrivateFolder {
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

    /** Whoever holds the lock makes two keys, which takes a slow machine a second. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(5);

    private final Path path;
    private final boolean posix;

    PrivateFolder(Path path) {
        this.path = path;
        this.posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** Makes the folder, or closes an existing one to others. */
    void prepare() throws IOException {
        Files.createDirectories(path, attributes(FOLDER));
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new NotDirectoryException(path.toString());
        }
        if (posix) {
            PosixFileAttributes found = posixAttributes(path);
            if (!isMine(found)) {
                throw new AccessDeniedException(path.toString(), null, "it belongs to " + found.owner());
            }
            if (!FOLDER.equals(found.permissions())) {
                Files.setPosixFilePermissions(path, FOLDER);
            }
        }
    }

    /**
     * Reads a file that was never open to others.
     *
     * @throws NoSuchFileException when there is none
     * @throws UnfitFileException when what is there cannot be trusted
     */
    String read(String name) throws IOException, UnfitFileException {
        Path file = path.resolve(name);
        if (posix) {
            PosixFileAttributes found = posixAttributes(file);
            if (!found.isRegularFile()) {
                throw new UnfitFileException("it is not a plain file");
            }
            if (!isMine(found)) {
                throw new UnfitFileException("it belongs to " + found.owner().getName());
            }
            Set<PosixFilePermission> open = EnumSet.copyOf(found.permissions());
            open.removeAll(FOLDER);
            if (!open.isEmpty()) {
                throw new UnfitFileException(
                        "others could use it (" + PosixFilePermissions.toString(found.permissions()) + ")");
            }
        }
        try {
            return Files.readString(file);
        } catch (NoSuchFileException | FileNotFoundException e) {
            throw e;
        } catch (IOException e) {
            throw new UnfitFileException("it cannot be read (" + e + ")");
        }
    }

    /** Puts a file in place in one step: a reader sees all of the old one or all of the new one. */
    void write(String name, String text) throws IOException {
        Path unfinished = Files.createTempFile(path, name, ".new", attributes(FILE));
        try {
            Files.writeString(unfinished, text);
            Files.move(unfinished, path.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /** Keeps other threads and other JVMs out until it is closed. */
    FileChannel lock() throws IOException {
        Path file = path.resolve("lock");
        FileChannel channel = FileChannel.open(
                file, EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), attributes(FILE));
        try {
            long start = System.nanoTime();
            while (!isLocked(channel)) {
                if (System.nanoTime() - start > LONGEST_WAIT.toNanos()) {
                    throw new FileSystemException(file.toString(), null, "another process holds it");
                }
                LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
            }
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            // Another thread of this JVM has it.
            return false;
        }
    }

    private FileAttribute<?>[] attributes(Set<PosixFilePermission> permissions) {
        return posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }

    private static PosixFileAttributes posixAttributes(Path file) throws IOException {
        return Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    /** By name; a user without a name, as in some containers, is told by the permissions alone. */
    private static boolean isMine(PosixFileAttributes found) {
        String user = System.getProperty("user.name", "?");
        return user.equals("?") || found.owner().getName().equals(user);
    }
}
