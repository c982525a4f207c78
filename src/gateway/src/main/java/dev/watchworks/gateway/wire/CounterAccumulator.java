package dev.watchworks.gateway.wire;

import java.util.HashSet;
import java.util.Set;

/** Adds up the events of a timeline. Its owner's lock guards it. */
final class CounterAccumulator {
    private final Set<Long> openStreams = new HashSet<>();
    private long requests;
    private long lists;
    private long watches;
    private long ended;
    private long http1;
    private long http2;
    private long closed;
    private long faults;

    void count(WireEvent event) {
        if (event instanceof WireEvent.RequestReceived received) {
            requests++;
            lists += received.exchange().call().isList() ? 1 : 0;
            watches += received.exchange().call().isWatch() ? 1 : 0;
        } else if (event instanceof WireEvent.ResponseStarted started) {
            if (started.exchange().isOpenStream()) {
                openStreams.add(started.exchange().id());
            }
        } else if (event instanceof WireEvent.ExchangeEnded over) {
            ended++;
            openStreams.remove(over.exchange().id());
        } else if (event instanceof WireEvent.ConnectionOpened opened) {
            http1 += opened.protocol() == Protocol.HTTP_1_1 ? 1 : 0;
            http2 += opened.protocol() == Protocol.HTTP_2 ? 1 : 0;
        } else if (event instanceof WireEvent.ConnectionClosed) {
            closed++;
        } else if (event instanceof WireEvent.FaultStruck) {
            faults++;
        }
    }

    Counters counters() {
        long connections = http1 + http2;
        return new Counters(
                requests,
                lists,
                watches,
                openStreams.size(),
                requests - ended,
                connections,
                http1,
                http2,
                connections - closed,
                faults);
    }
}
