package dev.watchworks.lesson.pitfalls;

import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.engine.ThrowingRunnable;
import io.kubernetes.client.openapi.ApiCallback;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.Pair;
import io.kubernetes.client.util.credentials.AccessTokenAuthentication;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Call;
import okhttp3.HttpUrl;

/**
 * A client that runs a task once, when the learner's code has built the call of its first watch, or when it sends this
 * call and has built it in another way. So a check can act in a moment that is too short for it otherwise.
 */
final class ClientWithHook extends ApiClient {

    private final AtomicBoolean done = new AtomicBoolean();
    private final ThrowingRunnable task;

    ClientWithHook(Lab lab, ThrowingRunnable task) {
        super(lab.connection().client().getHttpClient());
        this.task = task;
        setBasePath(lab.connection().url());
        new AccessTokenAuthentication(lab.connection().token()).provide(this);
        setHttpClient(getHttpClient()
                .newBuilder()
                .addInterceptor(chain -> {
                    if (isWatch(chain.request().url())) {
                        runOnce();
                    }
                    return chain.proceed(chain.request());
                })
                .build());
    }

    @Override
    public Call buildCall(
            String basePath,
            String path,
            String method,
            List<Pair> queryParams,
            List<Pair> collectionQueryParams,
            Object body,
            Map<String, String> headerParams,
            Map<String, String> cookieParams,
            Map<String, Object> formParams,
            String[] authNames,
            ApiCallback callback)
            throws ApiException {
        Call call = super.buildCall(
                basePath,
                path,
                method,
                queryParams,
                collectionQueryParams,
                body,
                headerParams,
                cookieParams,
                formParams,
                authNames,
                callback);
        if (isWatch(call.request().url())) {
            try {
                runOnce();
            } catch (IOException failed) {
                throw new ApiException(failed);
            }
        }
        return call;
    }

    private static boolean isWatch(HttpUrl url) {
        return "true".equals(url.queryParameter("watch"));
    }

    private void runOnce() throws IOException {
        if (done.compareAndSet(false, true)) {
            try {
                task.run();
            } catch (RuntimeException | Error failed) {
                throw failed;
            } catch (Throwable failed) {
                throw new IOException(failed);
            }
        }
    }
}
