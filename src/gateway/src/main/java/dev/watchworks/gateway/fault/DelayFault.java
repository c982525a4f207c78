package dev.watchworks.gateway.fault;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** A fault that delays a response: the cluster has got the request, and its response waits in the gateway. */
public sealed interface DelayFault extends Fault permits HoldResponse, DelayResponses {

    /** Returns a stage that completes when the response may go to the client. */
    CompletionStage<Void> hold(DelayContext context);

    /** What a response can wait for. */
    interface DelayContext {
        /** Returns a stage that completes when the fault is lifted. */
        CompletionStage<Void> untilLifted();

        /** Returns a stage that completes after this duration. */
        CompletionStage<Void> pause(Duration duration);
    }
}
