package dev.watchworks.gateway.fault;

import dev.watchworks.gateway.wire.ApiCall;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** An armed fault: returns whether it has struck, and ends it. Safe for use by several threads. */
public final class ArmedFault {
    private final Cue cue;
    private final Fault fault;
    private final int limit;
    private final ListeningSocketFault.ListeningSocket socket;
    private final boolean meansLaterRequests;
    private final CompletableFuture<Void> liftedSignal = new CompletableFuture<>();
    private int requests;
    private int strikes;
    private boolean lifted;

    ArmedFault(Cue cue, Fault fault, int limit, ListeningSocketFault.ListeningSocket socket) {
        this(cue, fault, limit, socket, true);
    }

    private ArmedFault(
            Cue cue, Fault fault, int limit, ListeningSocketFault.ListeningSocket socket, boolean meansLaterRequests) {
        this.cue = cue;
        this.fault = fault;
        this.limit = limit;
        this.socket = socket;
        this.meansLaterRequests = meansLaterRequests;
    }

    /** Returns a fault for streams that are open already. The caller names the streams; no later request is struck. */
    static ArmedFault now(Cue cue, Fault fault, ListeningSocketFault.ListeningSocket socket) {
        return new ArmedFault(cue, fault, Integer.MAX_VALUE, socket, false);
    }

    /** Returns the fault. */
    public Fault fault() {
        return fault;
    }

    /** Returns how often it has struck. */
    public synchronized int strikes() {
        return strikes;
    }

    /** Returns whether it has struck at least once. */
    public boolean hasStruck() {
        return strikes() > 0;
    }

    /** Waits until it has struck, and returns whether it has. */
    public synchronized boolean awaitStrike(Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (strikes == 0) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            wait(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
        }
        return true;
    }

    /** Returns whether it was lifted. */
    public synchronized boolean isLifted() {
        return lifted;
    }

    /** Ends the fault: it does not strike again, held responses continue, and connections are accepted again. */
    public void lift() {
        boolean struck;
        synchronized (this) {
            if (lifted) {
                return;
            }
            lifted = true;
            struck = strikes > 0;
        }
        liftedSignal.complete(null);
        if (struck && fault instanceof ListeningSocketFault ofSocket) {
            ofSocket.lift(socket);
        }
    }

    CompletionStage<Void> untilLifted() {
        return liftedSignal;
    }

    Cue cue() {
        return cue;
    }

    /** Counts the request if it matches the cue, and returns whether the fault strikes it. */
    boolean means(ApiCall call) {
        if (!meansLaterRequests || !cue.matches(call)) {
            return false;
        }
        synchronized (this) {
            requests++;
            int first = cue.nth();
            // Not requests < first + limit, because the sum overflows for a fault without a limit.
            return first == 0 || (requests >= first && requests - first < limit);
        }
    }

    /** Uses up one strike, and returns whether one was left. */
    synchronized boolean claim() {
        if (lifted || strikes >= limit) {
            return false;
        }
        strikes++;
        notifyAll();
        return true;
    }

    /** Returns the fault and its cue in words. */
    @Override
    public String toString() {
        return Faults.words(fault) + " on " + cue;
    }
}
