package dev.watchworks.loopback;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.OptionalSslConnectionFactory;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;

/** Answers plain HTTP on a TLS port with 400 and the text of Go's server, and then closes the connection. */
final class HttpsOnlyConnectionFactory extends OptionalSslConnectionFactory {
    private static final byte[] ANSWER = ("HTTP/1.0 400 Bad Request\r\nContent-Type: text/plain; charset=utf-8\r\n"
                    + "Connection: close\r\n\r\nClient sent an HTTP request to an HTTPS server.\n")
            .getBytes(StandardCharsets.US_ASCII);

    HttpsOnlyConnectionFactory(SslConnectionFactory tls) {
        super(tls, null);
    }

    @Override
    protected void otherProtocol(ByteBuffer received, EndPoint endPoint) {
        endPoint.write(Callback.from(endPoint::close, endPoint::close), ByteBuffer.wrap(ANSWER));
    }
}
