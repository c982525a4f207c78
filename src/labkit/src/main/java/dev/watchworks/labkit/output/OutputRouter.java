package dev.watchworks.labkit.output;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
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
    private volatile @Nullable Output current;
    private volatile boolean muted;

    private OutputRouter(PrintStream screen) {
        this.screen = screen;
    }

    /** Installs the router if it is not installed yet, and returns it. */
    public static synchronized OutputRouter install() {
        OutputRouter router = installed;
        if (router == null) {
            PrintStream errors = System.err;
            router = new OutputRouter(System.out);
            System.setOut(router.stream(false, System.out));
            System.setErr(router.stream(true, errors));
            installed = router;
        }
        return router;
    }

    /** The screen itself, as it was before; {@code System.out} where nothing is installed. */
    public static synchronized PrintStream screen() {
        return installed == null ? System.out : installed.screen;
    }

    /** From now on all that is printed goes to this output. */
    public void begin(Output output) {
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
        LineSplitter splitter = new LineSplitter(error, () -> current, () -> muted ? null : original);
        return new PrintStream(splitter, true, StandardCharsets.UTF_8);
    }
}
