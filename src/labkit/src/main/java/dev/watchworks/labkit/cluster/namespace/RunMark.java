package dev.watchworks.labkit.cluster.namespace;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The mark of one run, by which a later run on this machine knows at once that it is dead: a file that the operating
 * system keeps locked for as long as the run's JVM lives, however that ends.
 */
final class RunMark implements AutoCloseable {

    private final String id = UUID.randomUUID().toString();
    private final Path folder;
    private @Nullable FileChannel held;

    private RunMark(Path folder) {
        this.folder = folder;
    }

    /** Marks this JVM's run, in this user's folder for temporary files. */
    static RunMark make() {
        return make(Path.of(System.getProperty("java.io.tmpdir"), "watchworks-runs"));
    }

    static RunMark make(Path folder) {
        RunMark mark = new RunMark(folder);
        try {
            Files.createDirectories(folder);
            FileChannel file =
                    FileChannel.open(mark.file(mark.id), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            file.lock();
            mark.held = file;
        } catch (IOException notHere) {
            // Without a mark others take this run for one of another machine's, and go by its heartbeat.
        }
        return mark;
    }

    String id() {
        return id;
    }

    /** Whether that run was one of this machine and is certainly over; false for whatever cannot be told. */
    boolean isDead(String run) {
        Path file = file(run);
        if (run.equals(id) || !run.matches("[0-9a-f-]{36}") || !Files.exists(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock free = channel.tryLock()) {
            return free != null;
        } catch (IOException | OverlappingFileLockException alive) {
            return false;
        }
    }

    /** Forgets the mark of a run that is dead and has left nothing. */
    void forget(String run) {
        if (isDead(run)) {
            delete(file(run));
        }
    }

    private Path file(String run) {
        return folder.resolve(run + ".lock");
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException kept) {
            // an empty file in the folder for temporary files does no harm
        }
    }

    @Override
    public void close() {
        try {
            if (held != null) {
                held.close();
            }
        } catch (IOException gone) {
            // the lock ends with the JVM
        }
        delete(file(id));
    }
}
