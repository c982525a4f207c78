package dev.watchworks.lesson.rawwatch;

import io.kubernetes.client.openapi.ApiClient;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Set;
import okhttp3.Interceptor;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Okio;

/** Makes the client give up at the first read of each watch, as after a long time without data, but without the time. */
final class ReadTimeoutInterceptor implements Interceptor {

    private static final Set<String> TRUE = Set.of("true", "1");

    static ApiClient addTo(ApiClient client) {
        return client.setHttpClient(client.getHttpClient()
                .newBuilder()
                .addInterceptor(new ReadTimeoutInterceptor())
                .build());
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        String watch = chain.request().url().queryParameter("watch");
        if (watch == null || !TRUE.contains(watch)) {
            return response;
        }
        ResponseBody body = response.body();
        ForwardingSource source = new ForwardingSource(body.source()) {
            @Override
            public long read(Buffer sink, long byteCount) throws IOException {
                throw new SocketTimeoutException("timeout");
            }
        };
        return response.newBuilder()
                .body(ResponseBody.create(Okio.buffer(source), body.contentType(), -1))
                .build();
    }
}
