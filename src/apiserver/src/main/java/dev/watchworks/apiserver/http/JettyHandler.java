package dev.watchworks.apiserver.http;

import dev.watchworks.apiserver.endpoints.RequestDispatcher;
import dev.watchworks.apiserver.endpoints.request.ApiRequest;
import dev.watchworks.apiserver.endpoints.request.ApiResponse;
import dev.watchworks.apiserver.errors.ApiErrors;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Hands Jetty's requests to the front and writes its answers. */
final class JettyHandler extends Handler.Abstract {
    /** As a real server has it. */
    private static final int MAXIMUM_BODY_BYTES = 3 * 1024 * 1024;

    private final Supplier<RequestDispatcher> front;
    private final Set<WatchWriter> watches = ConcurrentHashMap.newKeySet();

    JettyHandler(Supplier<RequestDispatcher> front) {
        this.front = front;
    }

    @Override
    protected void doStart() throws Exception {
        getServer().setErrorHandler(new StatusErrorHandler());
        super.doStart();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        RequestHead head = RequestHead.of(request);
        if (head == null) {
            write(RequestDispatcher.status(ApiErrors.badRequest("invalid URL escape in the path")), response, callback);
            return true;
        }
        boolean isWaiting = request.getHeaders().contains(HttpHeader.EXPECT);
        ApiResponse.Whole refusal = front.get().refuse(head.method(), head.path(), head.query(), head.headers());
        if (refusal == null && isWaiting && request.getLength() > MAXIMUM_BODY_BYTES) {
            refusal = tooLarge();
        }
        if (refusal != null && (isWaiting || request.getLength() == 0)) {
            write(refusal, response, callback);
            return true;
        }
        int limit = refusal == null ? MAXIMUM_BODY_BYTES : 0;
        new BodyReader(request, limit, new Exchange(head, refusal, request, response, callback)).run();
        return true;
    }

    private static ApiResponse.Whole tooLarge() {
        return RequestDispatcher.status(ApiErrors.tooLarge("Request entity too large: limit is " + MAXIMUM_BODY_BYTES));
    }

    /** Ends every open watch as its time-out would; clients that do not read are given up after a while. */
    void endWatches(Duration patience) {
        CompletableFuture<?>[] ends = watches.stream().map(WatchWriter::end).toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(ends)
                .completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        watches.forEach(writer -> writer.gone(new EofException("the server stops")));
    }

    /** What becomes of a request once its body is there. */
    private final class Exchange implements BodyReader.Outcome {
        private final RequestHead head;
        private final ApiResponse.@Nullable Whole refusal;
        private final Request request;
        private final Response response;
        private final Callback callback;

        Exchange(
                RequestHead head,
                ApiResponse.@Nullable Whole refusal,
                Request request,
                Response response,
                Callback callback) {
            this.head = head;
            this.refusal = refusal;
            this.request = request;
            this.response = response;
            this.callback = callback;
        }

        @Override
        public void complete(byte[] body) {
            if (refusal != null) {
                write(refusal);
                return;
            }
            front.get()
                    .answer(new ApiRequest(head.method(), head.path(), head.query(), head.headers(), body))
                    .thenAccept(this::write);
        }

        private void write(ApiResponse answer) {
            if (answer instanceof ApiResponse.Stream stream) {
                stream(stream);
            } else if (answer instanceof ApiResponse.Whole whole) {
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
                write(RequestDispatcher.status(ApiErrors.bodyTimeout()));
            } else {
                Response.writeError(request, response, callback, failure);
            }
        }

        private void stream(ApiResponse.Stream stream) {
            head(response, 200, stream.contentType());
            WatchWriter writer = new WatchWriter(stream.feed(), request, response, callback, watches::remove);
            watches.add(writer);
            // A quiet watch is no idle one; one that is over is, if its client does not read the end.
            request.addIdleTimeoutListener(timeout -> stream.feed().ended());
            writer.start();
        }
    }

    private static void write(ApiResponse.Whole whole, Response response, Callback callback) {
        head(response, whole.code(), whole.contentType());
        whole.headers().forEach((name, value) -> response.getHeaders().put(name, value));
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, whole.body().length);
        response.write(true, ByteBuffer.wrap(whole.body()).asReadOnlyBuffer(), callback);
    }

    static void head(Response response, int code, String contentType) {
        response.setStatus(code);
        response.getHeaders().put("Audit-Id", auditId().toString());
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-cache, private");
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
    }

    /** A UUID of version 4, without the cost of secure random numbers: nobody trusts it. */
    private static UUID auditId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new UUID((random.nextLong() & ~0xF000L) | 0x4000L, (random.nextLong() >>> 2) | Long.MIN_VALUE);
    }
}
