package dev.watchworks.labkit.output;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * The {@code System.out} of the learner's code. When the code closes it, for instance by a try with resources, the
 * further lines of that check are lost. The stream stays open for the next checks, because the whole JVM uses it.
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
