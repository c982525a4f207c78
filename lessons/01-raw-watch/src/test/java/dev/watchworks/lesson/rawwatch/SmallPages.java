package dev.watchworks.lesson.rawwatch;

import io.kubernetes.client.openapi.ApiClient;
import java.io.IOException;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Makes each page of a list hold one object, if the client asks for pages at all. So a namespace with two pods is like
 * one with more pods than the client's limit.
 */
final class SmallPages implements Interceptor {

    private volatile String limit = "";

    ApiClient addTo(ApiClient client) {
        return client.setHttpClient(
                client.getHttpClient().newBuilder().addInterceptor(this).build());
    }

    /** The limit of the last request that had one, or empty. */
    String limit() {
        return limit;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        HttpUrl url = chain.request().url();
        String asked = url.queryParameter("limit");
        if (asked == null) {
            return chain.proceed(chain.request());
        }
        limit = asked;
        HttpUrl small = url.newBuilder().setQueryParameter("limit", "1").build();
        return chain.proceed(chain.request().newBuilder().url(small).build());
    }
}
