package dev.watchworks.runner.progress;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The file with a learner's progress.
 *
 * <p>Several programs may change it at once. Each of them takes a lock, reads the file again, changes it, and moves the
 * whole new file to its place. A file that cannot be read is set aside under another name, and never overwritten. When the
 * folder cannot be written, the progress lives as long as this program.
 */
public final class ProgressFile {

    private static final ObjectMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);

    private final Path file;
    private final Clock clock;
    private final Consumer<String> onTrouble;
    private Progress known = Progress.NONE;
    private boolean isUnwritable;

    /**
     * Reads nothing yet.
     *
     * @param folder the folder {@code .lab}
     * @param clock for the name of a file that is set aside
     * @param onTrouble gets a sentence for the learner when a file is set aside or cannot be written
     */
    public ProgressFile(Path folder, Clock clock, Consumer<String> onTrouble) {
        this.file = folder.resolve("progress.json");
        this.clock = clock;
        this.onTrouble = onTrouble;
    }

    /** The progress in the file, or {@link Progress#NONE} when there is none that can be read. Never throws. */
    public synchronized Progress read() {
        if (!isUnwritable) {
            known = readFile();
        }
        return known;
    }

    /** Changes the progress, and returns the new one. Never throws. */
    public synchronized Progress update(UnaryOperator<Progress> change) {
        if (isUnwritable) {
            known = change.apply(known);
            return known;
        }
        // a lock on a file is for other programs: two threads of one program get an exception
        synchronized (ProgressFile.class) {
            return updateFile(change);
        }
    }

    private Progress updateFile(UnaryOperator<Progress> change) {
        try {
            Files.createDirectories(file.getParent());
            try (FileChannel channel = FileChannel.open(
                            file.resolveSibling("progress.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock held = channel.lock()) {
                known = change.apply(readFile());
                write(known);
            }
        } catch (IOException unwritable) {
            isUnwritable = true;
            known = change.apply(readFile());
            onTrouble.accept("Your progress is not saved, because " + file + " cannot be written (" + unwritable
                    + "). Everything else works. Make the folder " + file.getParent()
                    + " writable, and start again, to save it.");
        }
        return known;
    }

    private void write(Progress progress) throws IOException {
        Path next = Files.createTempFile(file.getParent(), "progress", ".tmp");
        try {
            Files.write(next, MAPPER.writeValueAsBytes(progress));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(next);
        }
    }

    private Progress readFile() {
        if (!Files.exists(file)) {
            return Progress.NONE;
        }
        try {
            JsonNode tree = MAPPER.readTree(file.toFile());
            int version = tree.path("version").asInt(0);
            if (version > Progress.VERSION) {
                return setAside("a newer Watchworks has written it (its version is " + version
                        + ", and this program knows " + Progress.VERSION + ")");
            }
            return MAPPER.treeToValue(tree, Progress.class);
        } catch (IOException | RuntimeException damaged) {
            return setAside("it is damaged (" + firstLine(damaged) + ")");
        }
    }

    /** Keeps the file under another name: it may be worth mending. */
    private Progress setAside(String reason) {
        Path aside = file.resolveSibling("progress-" + TIME.format(clock.instant()) + ".json");
        try {
            Files.move(file, aside);
            onTrouble.accept("Your progress in " + file + " cannot be read: " + reason + ". It is kept as "
                    + aside.getFileName() + ", and counting begins again. Your answers are not touched.");
        } catch (IOException unmovable) {
            onTrouble.accept("Your progress in " + file + " cannot be read: " + reason
                    + ". It stays where it is. Your answers are not touched.");
            isUnwritable = true;
        }
        return Progress.NONE;
    }

    private static String firstLine(Exception failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }
}
