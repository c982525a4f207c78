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
 * Makes a client meet an API server that is newer than itself: before the first event of each watch comes one with a
 * field that client-java 25 does not know, and refuses to read. The stream stays open behind it.
 */
final class NewerServer implements Interceptor {

    private static final String LINE =
            "{\"type\":\"MODIFIED\",\"object\":{\"kind\":\"Pod\",\"apiVersion\":\"v1\",\"metadata\":{},\"fieldOfTomorrow\":1}}\n";

    static ApiClient behind(ApiClient client) {
        return client.setHttpClient(client.getHttpClient()
                .newBuilder()
                .addInterceptor(new NewerServer())
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
