package dev.watchworks.labkit.output;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Splits bytes into lines for the check that runs, or writes them to the screen when no check runs. */
final class LineOutputStream extends OutputStream {

    private final boolean error;
    private final Supplier<@Nullable CapturedOutput> current;
    private final Supplier<@Nullable PrintStream> screen;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private @Nullable CapturedOutput owner;

    LineOutputStream(
            boolean error, Supplier<@Nullable CapturedOutput> current, Supplier<@Nullable PrintStream> screen) {
        this.error = error;
        this.current = current;
        this.screen = screen;
    }

    @Override
    public void write(int single) {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        CapturedOutput output = current.get();
        if (output != owner) {
            // drops an unfinished line of the previous check
            line.reset();
            owner = output;
        }
        if (output == null) {
            PrintStream original = screen.get();
            if (original != null) {
                original.write(bytes, offset, length);
            }
            return;
        }
        for (int index = offset; index < offset + length; index++) {
            take(bytes[index], output);
        }
    }

    /** Drops all further output of the check that runs, as a closed stream would. The next check is not affected. */
    synchronized void closeForCheck() {
        CapturedOutput output = current.get();
        if (output != null) {
            output.close(error);
        }
    }

    private void take(byte single, CapturedOutput output) {
        if (single == '\n') {
            String text = line.toString(StandardCharsets.UTF_8);
            line.reset();
            output.add(new OutputLine(
                    text.endsWith("\r") ? text.substring(0, text.length() - 1) : text, System.nanoTime(), error));
        } else if (line.size() < CapturedOutput.LONGEST_LINE) {
            line.write(single);
        }
    }
}
