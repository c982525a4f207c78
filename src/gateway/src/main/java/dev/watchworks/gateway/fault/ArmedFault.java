package dev.watchworks.gateway.fault;

import dev.watchworks.gateway.wire.ApiCall;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** An armed fault: tells whether it has struck, and ends it. Safe for use by many threads. */
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

    /** For streams that are open already: the caller names them, and no later request is meant. */
    static ArmedFault now(Cue cue, Fault fault, ListeningSocketFault.ListeningSocket socket) {
        return new ArmedFault(cue, fault, Integer.MAX_VALUE, socket, false);
    }

    /** The fault. */
    public Fault fault() {
        return fault;
    }

    /** How often it has struck. */
    public synchronized int strikes() {
        return strikes;
    }

    /** Whether it has struck at all. */
    public boolean hasStruck() {
        return strikes() > 0;
    }

    /** Waits until it has struck, and answers whether it has. */
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

    /** Whether it was lifted. */
    public synchronized boolean isLifted() {
        return lifted;
    }

    /** Ends the fault: it strikes no more, held answers go on, refused connections are accepted again. */
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

    /** Counts a request that came after arming, and answers whether the cue means it. */
    boolean means(ApiCall call) {
        if (!meansLaterRequests || !cue.matches(call)) {
            return false;
        }
        synchronized (this) {
            requests++;
            int first = cue.nth();
            // Compared this way round because first + limit overflows for a fault without limit.
            return first == 0 || (requests >= first && requests - first < limit);
        }
    }

    /** Takes one strike, if one is left. */
    synchronized boolean claim() {
        if (lifted || strikes >= limit) {
            return false;
        }
        strikes++;
        notifyAll();
        return true;
    }

    /** The fault and its cue in words. */
    @Override
    public String toString() {
        return Faults.words(fault) + " on " + cue;
    }
}
