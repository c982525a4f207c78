package dev.watchworks.conformance.http;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/** The lines of a response, read by a separate thread so that a scenario can stop waiting for them. */
final class HttpLineStream implements LineStream {
    private final Call call;
    private final int code;
    private final Map<String, String> headers;
    private final LinkedBlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();

    HttpLineStream(Call call) throws IOException {
        this.call = call;
        Response response = call.execute();
        code = response.code();
        headers = RemoteApiServer.compared(response);
        Thread reader = new Thread(() -> read(response), "conformance-watch");
        reader.setDaemon(true);
        reader.start();
    }

    private void read(Response response) {
        try (response) {
            BufferedSource source = response.body().source();
            for (String line = source.readUtf8Line(); line != null; line = source.readUtf8Line()) {
                lines.add(Optional.of(line));
            }
            lines.add(Optional.empty());
        } catch (IOException brokenOff) {
            lines.add(Optional.of("the stream broke off: " + brokenOff.getMessage()));
            lines.add(Optional.empty());
        }
    }

    @Override
    public int code() {
        return code;
    }

    @Override
    public Map<String, String> headers() {
        return headers;
    }

    @Override
    public @Nullable String next(Duration longestWait) {
        try {
            Optional<String> line = lines.poll(longestWait.toMillis(), TimeUnit.MILLISECONDS);
            if (line == null) {
                throw new AssertionError("no line came on the watch "
                        + call.request().url().encodedPath() + " within " + longestWait.toSeconds() + " s");
            }
            if (line.isEmpty()) {
                // A second call gets the same result.
                lines.add(line);
            }
            return line.orElse(null);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        call.cancel();
    }
}
