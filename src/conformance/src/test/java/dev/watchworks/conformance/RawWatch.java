package dev.watchworks.conformance;

import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.util.ClientBuilder;
import io.kubernetes.client.util.KubeConfig;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A watch over HTTP/1.1 whose bytes are read from the socket as they come. */
final class RawWatch implements Closeable {
    /** Longer than a server needs for the bytes that follow an event at once. */
    private static final Duration QUIET = Duration.ofMillis(500);

    private static final Duration FIRST_EVENT = Duration.ofSeconds(30);

    private final Socket socket;

    private RawWatch(Socket socket) {
        this.socket = socket;
    }

    /** Sends the request with the credentials of a kubeconfig. */
    static RawWatch open(String kubeconfig, String path) throws IOException {
        KubeConfig config = KubeConfig.loadKubeConfig(new StringReader(kubeconfig));
        ApiClient client = ClientBuilder.kubeconfig(config).build();
        URI server = URI.create(client.getBasePath());
        Socket socket = client.getHttpClient().sslSocketFactory().createSocket(server.getHost(), server.getPort());
        String request = "GET " + path + " HTTP/1.1\r\nHost: " + server.getAuthority() + "\r\nAuthorization: Bearer "
                + config.getCredentials().get(KubeConfig.CRED_TOKEN_KEY) + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        return new RawWatch(socket);
    }

    /** The bytes until the end of the first event, and those that follow it at once. */
    String firstChunk() throws IOException {
        InputStream input = socket.getInputStream();
        StringBuilder text = new StringBuilder();
        socket.setSoTimeout((int) FIRST_EVENT.toMillis());
        while (text.indexOf("}\n") < 0) {
            text.append((char) input.read());
        }
        socket.setSoTimeout((int) QUIET.toMillis());
        try {
            for (int next = input.read(); next >= 0; next = input.read()) {
                text.append((char) next);
            }
        } catch (SocketTimeoutException quiet) {
            return text.toString();
        }
        return text + "(the server closed the connection)";
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
