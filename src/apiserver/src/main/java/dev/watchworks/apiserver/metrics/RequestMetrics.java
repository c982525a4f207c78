package dev.watchworks.apiserver.metrics;

import java.util.concurrent.atomic.LongAdder;

/** How often this JVM's servers took requests apart. A counter costs a few nanoseconds; only tests read it. */
public final class RequestMetrics {
    /** Paths with their queries that became a RequestInfo. */
    public static final LongAdder REQUEST_INFOS = new LongAdder();
    /** Bodies that became a tree, from JSON or protobuf. */
    public static final LongAdder BODY_PARSES = new LongAdder();
    /** Trees that a schema read. */
    public static final LongAdder SCHEMA_DECODES = new LongAdder();

    private RequestMetrics() {}
}
