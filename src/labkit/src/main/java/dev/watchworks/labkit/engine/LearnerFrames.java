package dev.watchworks.labkit.engine;

import java.io.File;
import java.net.URISyntaxException;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Knows the learner's frames in a stack: those whose class lies in the same folder as the lesson's interface. */
public final class LearnerFrames {

    private final Optional<File> folder;

    private LearnerFrames(Optional<File> folder) {
        this.folder = folder;
    }

    /** The code beside this class. */
    public static LearnerFrames nextTo(Class<?> lesson) {
        CodeSource source = lesson.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            return new LearnerFrames(Optional.empty());
        }
        try {
            return new LearnerFrames(
                    Optional.of(new File(source.getLocation().toURI())).filter(File::isDirectory));
        } catch (URISyntaxException | IllegalArgumentException elsewhere) {
            return new LearnerFrames(Optional.empty());
        }
    }

    /** Whether this frame is the learner's. */
    public boolean contains(StackTraceElement frame) {
        String path = frame.getClassName().replace('.', File.separatorChar) + ".class";
        return folder.map(root -> new File(root, path).isFile()).orElse(false);
    }

    /** The uppermost frame of the learner, as {@code Informer.java:42}. */
    public Optional<String> location(List<StackTraceElement> stack) {
        return stack.stream()
                .filter(this::contains)
                .findFirst()
                .map(frame -> frame.getFileName() + ":" + frame.getLineNumber());
    }

    /** The uppermost frame of the learner in the throwable or in what caused it. */
    public Optional<String> location(Throwable thrown) {
        return causes(thrown).stream()
                .map(cause -> location(List.of(cause.getStackTrace())))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** The learner's frames, each run of them below the call that it made; all other frames are left out. */
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
        // ten is deeper than any chain worth reading, and ends one that goes in a circle
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                .limit(10)
                .toList();
    }
}
