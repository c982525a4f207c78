package dev.watchworks.gateway.fault;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** A fault that holds an answer back; the cluster has got the request, and its answer waits in the gateway. */
public sealed interface DelayFault extends Fault permits HoldResponse, DelayResponses {

    /** Completes when the answer may go to the client. */
    CompletionStage<Void> hold(DelayContext context);

    /** What an answer can wait for. */
    interface DelayContext {
        /** Until the fault is lifted. */
        CompletionStage<Void> untilLifted();

        /** For a while. */
        CompletionStage<Void> pause(Duration duration);
    }
}
