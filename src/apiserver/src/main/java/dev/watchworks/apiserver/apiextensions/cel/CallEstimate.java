package dev.watchworks.apiserver.apiextensions.cel;

import org.jspecify.annotations.Nullable;

/**
 * What a call costs.
 *
 * @param resultSize null when the result has no size, or none that is known
 */
record CallEstimate(Estimate cost, @Nullable Estimate resultSize) {

    CallEstimate(Estimate cost) {
        this(cost, null);
    }

    CallEstimate plus(Estimate more) {
        return new CallEstimate(cost.plus(more), resultSize);
    }
}
