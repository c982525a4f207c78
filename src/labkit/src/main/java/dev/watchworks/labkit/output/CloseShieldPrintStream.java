package dev.watchworks.labkit.output;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * What learner's code gets as {@code System.out}. It may close it, by a try with resources for instance, and then its
 * own lines are lost; but the stream is the whole JVM's and stays open for the checks after it.
 */
final class CloseShieldPrintStream extends PrintStream {

    private final LineOutputStream splitter;

    CloseShieldPrintStream(LineOutputStream splitter) {
        super(splitter, true, StandardCharsets.UTF_8);
        this.splitter = splitter;
    }

    @Override
    public void close() {
        splitter.closeForCheck();
    }
}
