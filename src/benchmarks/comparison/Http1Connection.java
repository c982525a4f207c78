import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLSocket;

/**
 * One connection to one server: HTTP/1.1 over TLS, kept open, written and read by the thread that asks. What a client does
 * by itself is in every figure; this one does next to nothing.
 */
final class Http1Connection implements AutoCloseable {
    private static final int BUFFER_BYTES = 65_536;

    private final MeasuredServer server;
    private final SSLSocket socket;
    private final InputStream input;
    private final OutputStream output;
    private final String headers;

    Http1Connection(MeasuredServer server) throws Exception {
        this.server = server;
        URI uri = URI.create(server.url());
        socket = (SSLSocket) Http2Client.trusting(server.authorityPem())
                .getSocketFactory()
                .createSocket(uri.getHost(), uri.getPort());
        socket.setTcpNoDelay(true);
        socket.startHandshake();
        input = new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES);
        output = socket.getOutputStream();
        headers = " HTTP/1.1\r\nHost: " + uri.getAuthority() + "\r\nAuthorization: Bearer " + server.token() + "\r\n";
        // A connection on which nothing is asked for half a minute is closed by servers as one that nobody needs.
        get("/version");
    }

    byte[] get(String path) throws IOException {
        send("GET " + path + headers + "\r\n");
        return body(200);
    }

    void post(String path, String body) throws IOException {
        write("POST", path, body);
        body(201);
    }

    void put(String path, String body) throws IOException {
        write("PUT", path, body);
        body(200);
    }

    void delete(String path) throws IOException {
        send("DELETE " + path + headers + "\r\n");
        body(200);
    }

    private void write(String method, String path, String body) throws IOException {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        String type = "Content-Type: application/json\r\nContent-Length: " + length + "\r\n\r\n";
        send(method + " " + path + headers + type + body);
    }

    /** The lines of a watch; the connection is of no other use any more. */
    InputStream watch(String path) throws IOException {
        send("GET " + path + headers + "\r\n");
        Head head = head();
        if (head.code != 200) {
            throw new IOException(server.name() + " answered " + head.code + " to " + path);
        }
        return new Chunks();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** In one piece, and so in one TLS record. */
    private void send(String request) throws IOException {
        output.write(request.getBytes(StandardCharsets.UTF_8));
        output.flush();
    }

    private byte[] body(int expected) throws IOException {
        Head head = head();
        byte[] body = head.length >= 0 ? input.readNBytes(head.length) : new Chunks().readAllBytes();
        if (head.code != expected) {
            throw new IOException(server.name() + " answered " + head.code + ": " + new String(body, StandardCharsets.UTF_8));
        }
        return body;
    }

    /** @param length of the body; below zero where it comes in chunks */
    private record Head(int code, int length) {}

    private Head head() throws IOException {
        int code = Integer.parseInt(line().split(" ")[1]);
        int length = -1;
        for (String line = line(); !line.isEmpty(); line = line()) {
            if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Integer.parseInt(line.substring(15).strip());
            }
        }
        return new Head(code, length);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int read = input.read(); read != '\n'; read = input.read()) {
            if (read < 0) {
                throw new EOFException(server.name() + " closed the connection");
            }
            if (read != '\r') {
                line.append((char) read);
            }
        }
        return line.toString();
    }

    /** A body in chunks. The line break after a chunk is read with the next one, which some servers send it with. */
    private final class Chunks extends InputStream {
        private int left;
        private boolean isFirst = true;
        private boolean isEnd;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (left == 0 && !isEnd) {
                if (!isFirst) {
                    line();
                }
                isFirst = false;
                left = Integer.parseInt(line().strip(), 16);
                if (left == 0) {
                    isEnd = true;
                    line();
                }
            }
            if (isEnd) {
                return -1;
            }
            int read = input.read(into, offset, Math.min(left, length));
            if (read < 0) {
                throw new EOFException(server.name() + " broke off an answer");
            }
            left -= read;
            return read;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
