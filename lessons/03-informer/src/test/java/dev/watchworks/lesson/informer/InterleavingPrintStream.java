package dev.watchworks.lesson.informer;

import java.io.PrintStream;
import java.util.Locale;

/**
 * Runs something on another thread before each call that prints. So what the caller prints with several calls, or keeps in
 * a place that both threads use, comes apart each time, and not only by chance.
 */
final class InterleavingPrintStream extends PrintStream {

    private final Thread interleaved;
    private final Runnable inBetween;
    private boolean inside;

    /** Interleaves the calls of this thread only. The task must not wait for ever: the thread may hold a lock. */
    InterleavingPrintStream(PrintStream real, Runnable inBetween) {
        super(real, true);
        this.interleaved = Thread.currentThread();
        this.inBetween = inBetween;
    }

    private void interleave(Runnable print) {
        // A method of PrintStream may call another one, and holds a lock then.
        if (Thread.currentThread() != interleaved || inside) {
            print.run();
            return;
        }
        inside = true;
        try {
            inBetween.run();
            print.run();
        } finally {
            inside = false;
        }
    }

    @Override
    public void print(String text) {
        interleave(() -> super.print(text));
    }

    @Override
    public void print(Object object) {
        interleave(() -> super.print(object));
    }

    @Override
    public void print(char character) {
        interleave(() -> super.print(character));
    }

    @Override
    public void println() {
        interleave(super::println);
    }

    @Override
    public void println(String text) {
        interleave(() -> super.println(text));
    }

    @Override
    public void println(Object object) {
        interleave(() -> super.println(object));
    }

    @Override
    public PrintStream format(String format, Object... arguments) {
        interleave(() -> super.format(format, arguments));
        return this;
    }

    @Override
    public PrintStream format(Locale locale, String format, Object... arguments) {
        interleave(() -> super.format(locale, format, arguments));
        return this;
    }
}
