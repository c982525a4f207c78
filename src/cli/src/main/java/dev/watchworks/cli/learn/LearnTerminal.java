package dev.watchworks.cli.learn;

import dev.watchworks.runner.Runner;
import dev.watchworks.runner.event.RunnerListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.NonBlockingReader;

/** The runner on a whole screen of a terminal, with keys. */
public final class LearnTerminal {

    /** An escape alone is a key. The rest of a sequence follows soon, but not at once on a busy machine. */
    private static final long SEQUENCE_MILLISECONDS = 500;

    private static final int ESCAPE = 27;
    private static final int END_OF_INPUT = -1;
    private static final Map<String, String> SEQUENCES =
            Map.of("[A", "up", "OA", "up", "[B", "down", "OB", "down", "[5~", "page up", "[6~", "page down");

    private final Runner runner;
    private final Terminal terminal;
    private final Display display;
    private final LearnScreen screen;
    private final LearnKeys keys;
    private boolean isPaused;

    /**
     * Prepares to show a runner.
     *
     * @param environment the environment variables, for the learner's editor
     * @param notice what the learner reads until the first key, or empty
     */
    public LearnTerminal(Runner runner, Terminal terminal, Map<String, String> environment, String notice) {
        this.runner = runner;
        this.terminal = terminal;
        this.display = new Display(terminal, true);
        this.screen = new LearnScreen(StandardCharsets.UTF_8.equals(terminal.encoding()));
        this.keys = new LearnKeys(runner, new Editor(environment), notice);
    }

    /** Shows the runner until the learner quits. */
    public void run() throws IOException, InterruptedException {
        Attributes before = terminal.enterRawMode();
        terminal.handle(Terminal.Signal.WINCH, signal -> redraw());
        terminal.handle(Terminal.Signal.CONT, signal -> redraw());
        enter();
        RunnerListener listener = event -> draw();
        runner.addListener(listener);
        try {
            redraw();
            while (keys.isOpen()) {
                String key = read();
                String program = keys.press(key, width(), this::mostScroll);
                if (!program.isEmpty()) {
                    openTerminalEditor(before);
                }
                draw();
            }
        } finally {
            runner.removeListener(listener);
            synchronized (this) {
                isPaused = true;
                leave();
            }
            terminal.setAttributes(before);
        }
    }

    private int mostScroll() {
        return screen.mostScroll(keys.content(width()), width(), height());
    }

    /** Draws everything again, because the terminal has another size, or shows something else. */
    private synchronized void redraw() {
        display.clear();
        draw();
    }

    private synchronized void draw() {
        if (isPaused) {
            return;
        }
        Size size = terminal.getSize();
        int width = Math.max(20, size.getColumns());
        int height = Math.max(6, size.getRows());
        display.resize(height, width);
        List<AttributedString> lines = screen.draw(keys.content(width), width, height);
        display.update(lines, 0);
    }

    /** The next key: a letter, or a name such as {@code up}. Ctrl-C and the end of the input are {@code q}. */
    private String read() throws IOException {
        NonBlockingReader reader = terminal.reader();
        int key = reader.read();
        if (key == END_OF_INPUT || key == 3) {
            return "q";
        }
        if (key != ESCAPE) {
            return key == '\r' || key == '\n' ? "enter" : Character.toString(key);
        }
        StringBuilder sequence = new StringBuilder();
        int next = reader.read(SEQUENCE_MILLISECONDS);
        while (next > 0) {
            sequence.append((char) next);
            boolean isEnd = sequence.length() > 1 && (Character.isLetter(next) || next == '~');
            next = isEnd ? 0 : reader.read(SEQUENCE_MILLISECONDS);
        }
        return sequence.isEmpty() ? "escape" : SEQUENCES.getOrDefault(sequence.toString(), "");
    }

    /** Leaves the screen to an editor that runs in this terminal. */
    private void openTerminalEditor(Attributes cooked) throws InterruptedException {
        synchronized (this) {
            isPaused = true;
            leave();
            terminal.setAttributes(cooked);
        }
        keys.runEditor();
        synchronized (this) {
            terminal.enterRawMode();
            enter();
            isPaused = false;
            redraw();
        }
    }

    private void enter() {
        terminal.puts(Capability.enter_ca_mode);
        terminal.puts(Capability.cursor_invisible);
        terminal.puts(Capability.keypad_xmit);
        terminal.flush();
    }

    private void leave() {
        terminal.puts(Capability.keypad_local);
        terminal.puts(Capability.cursor_visible);
        terminal.puts(Capability.exit_ca_mode);
        terminal.flush();
    }

    private int width() {
        return Math.max(20, terminal.getWidth());
    }

    private int height() {
        return Math.max(6, terminal.getHeight());
    }
}
