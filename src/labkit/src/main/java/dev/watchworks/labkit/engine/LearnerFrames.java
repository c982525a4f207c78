package dev.watchworks.labkit.engine;

import java.io.File;
import java.net.URISyntaxException;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the learner's frames in a stack: those of classes that lie in the same folder as the lesson's interface. */
public final class LearnerFrames {

    private final Optional<File> folder;

    private LearnerFrames(Optional<File> folder) {
        this.folder = folder;
    }

    /** Makes an object for the folder of this class; it finds no frames when the class is not in a folder. */
    public static LearnerFrames of(Class<?> lesson) {
        CodeSource source = lesson.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            return new LearnerFrames(Optional.empty());
        }
        try {
            return new LearnerFrames(
                    Optional.of(new File(source.getLocation().toURI())).filter(File::isDirectory));
        } catch (URISyntaxException | IllegalArgumentException notAFile) {
            return new LearnerFrames(Optional.empty());
        }
    }

    /** Whether this frame is the learner's. */
    public boolean contains(StackTraceElement frame) {
        String path = frame.getClassName().replace('.', File.separatorChar) + ".class";
        return folder.map(root -> new File(root, path).isFile()).orElse(false);
    }

    /** The top frame of the learner, as {@code Informer.java:42}; empty when there is none. */
    public Optional<String> location(List<StackTraceElement> stack) {
        return stack.stream()
                .filter(this::contains)
                .findFirst()
                .map(frame -> frame.getFileName() + ":" + frame.getLineNumber());
    }

    /** The top frame of the learner in the throwable or, if it has none, in its causes. */
    public Optional<String> location(Throwable thrown) {
        return causes(thrown).stream()
                .map(cause -> location(List.of(cause.getStackTrace())))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Keeps the learner's frames, and each frame that a learner's frame called. */
    public List<StackTraceElement> trimmed(StackTraceElement[] stack) {
        List<StackTraceElement> kept = new ArrayList<>();
        for (int index = 0; index < stack.length; index++) {
            boolean called = index + 1 < stack.length && contains(stack[index + 1]);
            if (contains(stack[index]) || called) {
                kept.add(stack[index]);
            }
        }
        return kept;
    }

    /** The throwable and its causes, the outermost first. */
    static List<Throwable> causes(Throwable thrown) {
        // ten is enough for a reader, and ends a chain that contains itself
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                .limit(10)
                .toList();
    }
}
