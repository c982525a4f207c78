package dev.watchworks.conformance.http;

import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.util.ClientBuilder;
import io.kubernetes.client.util.KubeConfig;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** The server of a kubeconfig, over HTTP/2 where the server supports it. */
public final class RemoteApiServer implements ApiServer {
    /** The headers that a scenario may compare; the others are for proxies and for the audit. */
    private static final List<String> COMPARED = List.of("Content-Type", "Warning", "Retry-After");

    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(60);

    private final String url;
    private final @Nullable String token;
    private final OkHttpClient http;
    private final OkHttpClient streaming;

    private RemoteApiServer(KubeConfig config) throws IOException {
        ApiClient client = ClientBuilder.kubeconfig(config).build();
        url = client.getBasePath();
        Map<String, String> credentials = config.getCredentials();
        token = credentials == null ? null : credentials.get(KubeConfig.CRED_TOKEN_KEY);
        streaming = client.getHttpClient()
                .newBuilder()
                .readTimeout(Duration.ZERO)
                .callTimeout(Duration.ZERO)
                .pingInterval(Duration.ZERO)
                .build();
        http = streaming.newBuilder().callTimeout(LONGEST_ANSWER).build();
    }

    /** Uses the current context of a kubeconfig file. */
    public static RemoteApiServer of(Path kubeconfig) {
        try (Reader reader = Files.newBufferedReader(kubeconfig)) {
            KubeConfig config = KubeConfig.loadKubeConfig(reader);
            config.setFile(kubeconfig.toFile());
            return new RemoteApiServer(config);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the kubeconfig " + kubeconfig + " cannot be used", unreadable);
        }
    }

    /** The same with the kubeconfig's text. */
    public static RemoteApiServer ofText(String kubeconfig) {
        try {
            return new RemoteApiServer(KubeConfig.loadKubeConfig(new StringReader(kubeconfig)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public ServerResponse send(ServerRequest request) {
        try (Response response = http.newCall(call(request)).execute()) {
            return new ServerResponse(
                    response.code(), compared(response), response.body().string());
        } catch (IOException failure) {
            throw new UncheckedIOException(request.method() + " " + request.path() + " got no response", failure);
        }
    }

    @Override
    public LineStream open(ServerRequest request) {
        try {
            return new HttpLineStream(streaming.newCall(call(request)));
        } catch (IOException failure) {
            throw new UncheckedIOException(request.method() + " " + request.path() + " got no response", failure);
        }
    }

    static Map<String, String> compared(Response response) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : COMPARED) {
            List<String> values = response.headers(name);
            if (!values.isEmpty()) {
                headers.put(name, String.join(", ", values));
            }
        }
        return headers;
    }

    private okhttp3.Request call(ServerRequest request) {
        okhttp3.Request.Builder builder = new okhttp3.Request.Builder().url(url + request.path());
        if (token != null) {
            builder.header("Authorization", "Bearer " + token);
        }
        builder.header("User-Agent", "conformance/1.0");
        request.headers().forEach((name, value) -> {
            if (value.isEmpty()) {
                builder.removeHeader(name);
            } else {
                builder.header(name, value);
            }
        });
        return builder.method(request.method(), body(request)).build();
    }

    private static @Nullable RequestBody body(ServerRequest request) {
        boolean wantsBody = List.of("POST", "PUT", "PATCH").contains(request.method());
        if (request.body().isEmpty() && !wantsBody) {
            return null;
        }
        String type = request.headers().getOrDefault("Content-Type", "application/json");
        // As bytes, so that no charset is added to the type.
        return RequestBody.create(request.body().getBytes(StandardCharsets.UTF_8), MediaType.parse(type));
    }

    @Override
    public void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
