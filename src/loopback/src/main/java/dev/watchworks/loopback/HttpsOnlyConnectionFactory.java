package dev.watchworks.loopback;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.OptionalSslConnectionFactory;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;

/** Tells who speaks plain HTTP to a TLS port what is wrong, in the words of Go's server, in place of hanging up. */
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
