package dev.watchworks.labkit.output;

import java.io.InputStream;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for {@code System.out} and {@code System.err} of the whole JVM and sends what is written to the check
 * that runs.
 *
 * <p>It stays in place once installed: a thread that a check left behind goes on to print, and must not flood the
 * screen after it.
 */
public final class OutputRouter {

    private static @Nullable OutputRouter installed;

    private final PrintStream screen;
    private final PrintStream out;
    private final PrintStream error;
    private volatile @Nullable CapturedOutput current;
    private volatile boolean muted;

    private OutputRouter(PrintStream screen, PrintStream errorScreen) {
        this.screen = screen;
        this.out = stream(false, screen);
        this.error = stream(true, errorScreen);
    }

    /** Installs the router if it is not installed yet, and returns it. */
    public static synchronized OutputRouter install() {
        OutputRouter router = installed;
        if (router == null) {
            router = new OutputRouter(System.out, System.err);
            // what drives this JVM talks to it through the real one: a learner's read would swallow its commands
            System.setIn(InputStream.nullInputStream());
            installed = router;
        }
        return router;
    }

    /** The screen itself, as it was before; {@code System.out} where nothing is installed. */
    public static synchronized PrintStream screen() {
        return installed == null ? System.out : installed.screen;
    }

    /** From now on all that is printed goes to this output; streams that a check before it set aside are put back. */
    public void begin(CapturedOutput output) {
        System.setOut(out);
        System.setErr(error);
        current = output;
    }

    /** Ends the routing to a check; what is printed goes to the screen again, unless it is muted. */
    public void end() {
        current = null;
    }

    /** Drops what is printed outside of checks from now on, because a thread that was left behind may print. */
    public void mute() {
        muted = true;
    }

    private PrintStream stream(boolean error, PrintStream original) {
        LineOutputStream splitter = new LineOutputStream(error, () -> current, () -> muted ? null : original);
        return new CloseShieldPrintStream(splitter);
    }
}
