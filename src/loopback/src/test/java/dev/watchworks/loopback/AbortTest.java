package dev.watchworks.loopback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.InputStream;
import java.net.http.HttpClient.Version;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.server.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AbortTest {
    private static final CertificateAuthority AUTHORITY = CertificateAuthority.generate();

    private final OpenStream handler = new OpenStream();
    private LoopbackServer server;

    @BeforeEach
    void start() {
        server = LoopbackServer.start(LoopbackSettings.https("test", AUTHORITY), handler);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void oneHttp2StreamIsResetAndItsSiblingGoesOn() throws Exception {
        Client client = new Client(server, AUTHORITY, Version.HTTP_2);
        InputStream first = openAndReadHalfALine(client);
        InputStream second = openAndReadHalfALine(client);
        Request reset = handler.open.get(0);
        assertThat(handler.open.get(1).getConnectionMetaData().getId())
                .as("one connection")
                .isEqualTo(reset.getConnectionMetaData().getId());

        Abort.resetStream(reset);

        assertThatThrownBy(first::read).hasStackTraceContaining("Received RST_STREAM: Internal error");
        assertThat(client.get("/hello").body()).isEqualTo("hello");
        assertThat(handler.open
                        .get(1)
                        .getConnectionMetaData()
                        .getConnection()
                        .getEndPoint()
                        .isOpen())
                .isTrue();
        second.close();
    }

    @Test
    void aStreamOfHttp11IsResetWithItsConnection() throws Exception {
        InputStream stream = openAndReadHalfALine(new Client(server, AUTHORITY, Version.HTTP_1_1));

        Abort.resetStream(handler.open.get(0));

        assertThatThrownBy(stream::read).hasStackTraceContaining("Connection reset");
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void aConnectionIsReset(Version version) throws Exception {
        InputStream stream = openAndReadHalfALine(new Client(server, AUTHORITY, version));

        Abort.resetConnection(handler.open.get(0));

        assertThatThrownBy(stream::read).hasStackTraceContaining("Connection reset");
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void aConnectionIsClosedWithoutGoodbye(Version version) throws Exception {
        InputStream stream = openAndReadHalfALine(new Client(server, AUTHORITY, version));

        Abort.closeConnection(handler.open.get(0));

        assertThatThrownBy(stream::read).hasStackTraceContaining("EOF");
    }

    @Test
    void jettyForgetsAConnectionThatWasReset() throws Exception {
        openAndReadHalfALine(new Client(server, AUTHORITY, Version.HTTP_1_1));
        Request request = handler.open.get(0);

        Abort.resetConnection(request);

        await("the connector has no connection left")
                .until(() -> request.getConnectionMetaData()
                        .getConnector()
                        .getConnectedEndPoints()
                        .isEmpty());
    }

    /** Reads all that the server wrote, so that the client has it before the reset. */
    private InputStream openAndReadHalfALine(Client client) throws Exception {
        int before = handler.open.size();
        HttpResponse<InputStream> response = client.open("/stream");
        byte[] half = response.body().readNBytes(OpenStream.HALF_A_LINE.length());
        assertThat(new String(half, StandardCharsets.US_ASCII)).isEqualTo(OpenStream.HALF_A_LINE);
        await("the handler knows that it was sent").until(() -> handler.open.size() > before);
        return response.body();
    }
}
