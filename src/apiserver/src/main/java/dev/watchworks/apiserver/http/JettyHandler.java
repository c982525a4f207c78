package dev.watchworks.apiserver.http;

import dev.watchworks.apiserver.endpoints.RequestDispatcher;
import dev.watchworks.apiserver.endpoints.request.ApiRequest;
import dev.watchworks.apiserver.endpoints.request.ApiResponse;
import dev.watchworks.apiserver.endpoints.request.RequestInfo;
import dev.watchworks.apiserver.errors.ApiErrors;
import dev.watchworks.apiserver.errors.ApiException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Passes Jetty's requests to the dispatcher and writes its responses. */
final class JettyHandler extends Handler.Abstract {
    /** A real server's limit. */
    private static final int MAXIMUM_BODY_BYTES = 3 * 1024 * 1024;

    private final Supplier<RequestDispatcher> dispatcher;
    private final Set<WatchWriter> watches = ConcurrentHashMap.newKeySet();

    JettyHandler(Supplier<RequestDispatcher> dispatcher) {
        this.dispatcher = dispatcher;
    }

    @Override
    protected void doStart() throws Exception {
        getServer().setErrorHandler(new StatusErrorHandler());
        super.doStart();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        RequestInfo info;
        try {
            String rawPath = request.getHttpURI().getPath();
            info = RequestInfo.of(
                    request.getMethod(),
                    rawPath == null ? "/" : rawPath,
                    request.getHttpURI().getQuery());
        } catch (ApiException failure) {
            write(ApiResponse.failure(failure), response, callback);
            return true;
        }
        Map<String, String> headers = headers(request);
        boolean expectsContinue = request.getHeaders().contains(HttpHeader.EXPECT);
        ApiResponse.Whole refusal = dispatcher.get().refuse(info, headers);
        if (refusal == null && expectsContinue && request.getLength() > MAXIMUM_BODY_BYTES) {
            refusal = tooLarge();
        }
        if (refusal != null && (expectsContinue || request.getLength() == 0)) {
            write(refusal, response, callback);
            return true;
        }
        int limit = refusal == null ? MAXIMUM_BODY_BYTES : 0;
        new BodyReader(request, limit, new Exchange(this, info, headers, refusal, request, response, callback)).run();
        return true;
    }

    private static Map<String, String> headers(Request request) {
        Map<String, String> headers = new HashMap<>();
        for (HttpField field : request.getHeaders()) {
            String value = field.getValue() == null ? "" : field.getValue();
            headers.merge(field.getLowerCaseName(), value, (first, next) -> first + ", " + next);
        }
        headers.putIfAbsent("host", Request.getServerName(request) + ":" + Request.getServerPort(request));
        return headers;
    }

    private static ApiResponse.Whole tooLarge() {
        return ApiResponse.failure(ApiErrors.tooLarge("Request entity too large: limit is " + MAXIMUM_BODY_BYTES));
    }

    /** Ends all watches as at their timeouts, and disconnects the clients that do not read in time. */
    void endWatches(Duration timeout) {
        CompletableFuture<?>[] ends = watches.stream().map(WatchWriter::end).toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(ends)
                .completeOnTimeout(null, timeout.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        watches.forEach(writer -> writer.abortWatch(new EofException("the server stops")));
    }

    /** Handles a request when its body is complete. */
    private record Exchange(
            JettyHandler handler,
            RequestInfo info,
            Map<String, String> headers,
            ApiResponse.@Nullable Whole refusal,
            Request request,
            Response response,
            Callback callback)
            implements BodyReader.Outcome {

        @Override
        public void complete(byte[] body) {
            if (refusal != null) {
                write(refusal);
                return;
            }
            handler.dispatcher.get().handle(new ApiRequest(info, headers, body)).thenAccept(this::write);
        }

        private void write(ApiResponse result) {
            if (result instanceof ApiResponse.Stream stream) {
                stream(stream);
            } else if (result instanceof ApiResponse.Whole whole) {
                JettyHandler.write(whole, response, callback);
            }
        }

        @Override
        public void tooLarge() {
            write(refusal == null ? JettyHandler.tooLarge() : refusal);
        }

        @Override
        public void failed(Throwable failure) {
            if (failure instanceof TimeoutException) {
                response.getHeaders().put(HttpHeader.CONNECTION, "close");
                write(ApiResponse.failure(ApiErrors.bodyTimeout()));
            } else {
                Response.writeError(request, response, callback, failure);
            }
        }

        private void stream(ApiResponse.Stream stream) {
            head(response, 200, stream.contentType());
            WatchWriter writer = new WatchWriter(stream.watch(), request, response, callback, handler.watches::remove);
            handler.watches.add(writer);
            // An open watch without events is not idle. An ended watch is idle when its client does not read the end.
            request.addIdleTimeoutListener(timeout -> stream.watch().ended());
            writer.start();
        }
    }

    static void write(ApiResponse.Whole whole, Response response, Callback callback) {
        head(response, whole.code(), whole.contentType());
        whole.headers().forEach((name, value) -> response.getHeaders().put(name, value));
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, whole.body().length);
        response.write(true, ByteBuffer.wrap(whole.body()).asReadOnlyBuffer(), callback);
    }

    private static void head(Response response, int code, String contentType) {
        response.setStatus(code);
        response.getHeaders().put("Audit-Id", auditId().toString());
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-cache, private");
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
    }

    /** A UUID of version 4. It is no secret, so it needs no secure random numbers, which take longer. */
    private static UUID auditId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new UUID((random.nextLong() & ~0xF000L) | 0x4000L, (random.nextLong() >>> 2) | Long.MIN_VALUE);
    }
}
