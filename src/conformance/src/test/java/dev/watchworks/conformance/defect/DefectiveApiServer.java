package dev.watchworks.conformance.defect;

import dev.watchworks.conformance.http.ApiServer;
import dev.watchworks.conformance.http.LineStream;
import dev.watchworks.conformance.http.ServerRequest;
import dev.watchworks.conformance.http.ServerResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A server with a defect. */
final class DefectiveApiServer implements ApiServer {
    private final ApiServer honest;
    private final Defect defect;

    DefectiveApiServer(ApiServer honest, Defect defect) {
        this.honest = honest;
        this.defect = defect;
    }

    @Override
    public ServerResponse send(ServerRequest request) {
        return defect.response().apply(request, honest.send(defect.request().apply(request)));
    }

    @Override
    public LineStream open(ServerRequest request) {
        return new Lines(
                honest.open(defect.request().apply(request)), defect.lines().apply(request));
    }

    @Override
    public void close() {
        // The honest server belongs to the caller.
    }

    private record Lines(LineStream honest, LineFilter filter, Deque<String> waiting) implements LineStream {
        Lines(LineStream honest, LineFilter filter) {
            this(honest, filter, new ArrayDeque<>());
        }

        @Override
        public int code() {
            return filter.code(honest.code());
        }

        @Override
        public Map<String, String> headers() {
            return honest.headers();
        }

        @Override
        public @Nullable String next(Duration longestWait) {
            // The embedded server answers quickly: a line that is not there soon does not come.
            Duration shorter = longestWait.dividedBy(3);
            while (waiting.isEmpty()) {
                String line = honest.next(shorter);
                if (line == null) {
                    waiting.addAll(filter.end());
                    return waiting.poll();
                }
                waiting.addAll(filter.pass(line));
            }
            return waiting.poll();
        }

        @Override
        public void close() {
            honest.close();
        }
    }
}
