package dev.watchworks.apiserver.metrics;

import java.util.concurrent.atomic.LongAdder;

/** Counts how often the servers of this JVM parse requests. Only tests read the sums. */
public final class RequestMetrics {
    /** How often a path and its query were parsed into a RequestInfo. */
    public static final LongAdder REQUEST_INFOS = new LongAdder();
    /** How often a JSON or protobuf body was parsed into a tree. */
    public static final LongAdder BODY_PARSES = new LongAdder();
    /** How often a schema decoded a tree. */
    public static final LongAdder SCHEMA_DECODES = new LongAdder();

    private RequestMetrics() {}
}
