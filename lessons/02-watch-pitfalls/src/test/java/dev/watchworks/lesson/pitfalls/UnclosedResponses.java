package dev.watchworks.lesson.pitfalls;

import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import okhttp3.Call;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.BufferedSource;
import okio.ForwardingSource;
import okio.Okio;

/** Finds responses that nobody has closed. The wire cannot show this if the server has ended the response itself. */
final class UnclosedResponses implements Interceptor {

    private final Queue<Body> bodies = new ConcurrentLinkedQueue<>();

    @Override
    public Response intercept(Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        Body body = new Body(chain.call(), response.body());
        bodies.add(body);
        return response.newBuilder().body(body).build();
    }

    /** Returns whether each response is closed. A canceled call counts as closed. */
    boolean isEmpty() {
        return bodies.stream().allMatch(Body::isClosed);
    }

    private static final class Body extends ResponseBody {

        private final Call call;
        private final ResponseBody body;
        private final BufferedSource source;
        private volatile boolean closed;

        Body(Call call, ResponseBody body) {
            this.call = call;
            this.body = body;
            source = Okio.buffer(new ForwardingSource(body.source()) {
                @Override
                public void close() throws IOException {
                    closed = true;
                    super.close();
                }
            });
        }

        boolean isClosed() {
            return closed || call.isCanceled();
        }

        @Override
        public MediaType contentType() {
            return body.contentType();
        }

        @Override
        public long contentLength() {
            return body.contentLength();
        }

        @Override
        public BufferedSource source() {
            return source;
        }
    }
}
