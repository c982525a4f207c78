package dev.watchworks.lesson.rawwatch;

import io.kubernetes.client.openapi.ApiClient;
import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Okio;

/**
 * Puts a line that is not an event into each watch: the error page of a proxy. The stream stays open after this line.
 */
final class HtmlErrorInterceptor implements Interceptor {

    private static final String LINE = "<html><h1>504 Gateway Time-out</h1></html>\n";

    static ApiClient addTo(ApiClient client) {
        return client.setHttpClient(client.getHttpClient()
                .newBuilder()
                .addInterceptor(new HtmlErrorInterceptor())
                .build());
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        ResponseBody body = response.body();
        if (!"true".equals(chain.request().url().queryParameter("watch"))) {
            return response;
        }
        ForwardingSource source = new ForwardingSource(body.source()) {
            private boolean sent;

            @Override
            public long read(Buffer sink, long byteCount) throws IOException {
                if (sent) {
                    return super.read(sink, byteCount);
                }
                sent = true;
                sink.writeUtf8(LINE);
                return LINE.length();
            }
        };
        return response.newBuilder()
                .body(ResponseBody.create(Okio.buffer(source), body.contentType(), -1))
                .build();
    }
}
