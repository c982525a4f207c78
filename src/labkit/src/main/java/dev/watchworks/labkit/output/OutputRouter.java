package dev.watchworks.labkit.output;

import java.io.InputStream;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/**
 * Replaces {@code System.out} and {@code System.err} of the JVM, and sends their output to the check that runs.
 *
 * <p>It is never removed, because a thread that a check has left may still print, and must not flood the screen.
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

    /** Returns the router, and installs it at the first call. */
    public static synchronized OutputRouter install() {
        OutputRouter router = installed;
        if (router == null) {
            router = new OutputRouter(System.out, System.err);
            // Surefire sends its commands through the real System.in, and a learner's read would swallow them
            System.setIn(InputStream.nullInputStream());
            installed = router;
        }
        return router;
    }

    /** The {@code System.out} from before the installation. */
    public static synchronized PrintStream screen() {
        return installed == null ? System.out : installed.screen;
    }

    /** Sends all output to the given object from now on, even if an earlier check replaced System.out or System.err. */
    public void begin(CapturedOutput output) {
        System.setOut(out);
        System.setErr(error);
        current = output;
    }

    /** Sends all output to the screen again, unless it is muted. */
    public void end() {
        current = null;
    }

    /** Drops all output outside of checks from now on, because a thread that a check has left may print. */
    public void mute() {
        muted = true;
    }

    private PrintStream stream(boolean error, PrintStream original) {
        LineOutputStream splitter = new LineOutputStream(error, () -> current, () -> muted ? null : original);
        return new CloseShieldPrintStream(splitter);
    }
}
