package dev.watchworks.runner.checkjvm;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.junit.platform.engine.CancellationToken;

/**
 * Reads the lines that a JVM for checks gets, on a thread of its own, so that a run can be cancelled.
 *
 * <p>A cancelled run ends at once where the check waits: labkit takes the interrupt for the end of the check, and tidies
 * up. It does not start the next check.
 */
final class RequestReader {

    private final Thread runner;
    private final Deque<CheckRequest> requests = new ArrayDeque<>();
    private CancellationToken token = CancellationToken.create();
    private boolean isRunning;
    private boolean isEnd;

    /**
     * Starts to read.
     *
     * @param runner the thread that runs the checks
     */
    RequestReader(BufferedReader lines, Thread runner) {
        this.runner = runner;
        Thread reader = new Thread(() -> read(lines), "requests");
        reader.setDaemon(true);
        reader.start();
    }

    /** Waits for the next request, and returns it; empty when there will be none. */
    synchronized Optional<CheckRequest> next() throws InterruptedException {
        while (requests.isEmpty() && !isEnd) {
            wait();
        }
        if (isEnd) {
            return Optional.empty();
        }
        isRunning = true;
        return Optional.of(requests.remove());
    }

    /** The token of the run that {@link #next} returned last. */
    synchronized CancellationToken cancellationToken() {
        return token;
    }

    /** From now on, an order to cancel is for the next run. The runner calls this. */
    synchronized void runEnded() {
        isRunning = false;
        token = CancellationToken.create();
        // An interrupt that came too late for the run must not end the wait for the next request.
        var unused = Thread.interrupted();
    }

    /** A request that has not begun is still run, because its results are waited for; its first check ends it. */
    private synchronized void cancel() {
        if (isRunning || !requests.isEmpty()) {
            token.cancel();
        }
        if (isRunning) {
            runner.interrupt();
        }
    }

    private void read(BufferedReader lines) {
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (CheckJvmMessage.is(line)) {
                    add(CheckJvmMessage.parse(line, CheckRequest.class));
                } else if (line.equals(CheckJvmMain.CANCEL)) {
                    cancel();
                }
            }
        } catch (IOException closed) {
            // The other side has ended, and so does this one.
        }
        end();
    }

    private synchronized void add(CheckRequest request) {
        requests.add(request);
        notifyAll();
    }

    private synchronized void end() {
        cancel();
        isEnd = true;
        notifyAll();
    }
}
