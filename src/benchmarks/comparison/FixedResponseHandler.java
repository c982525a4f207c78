import dev.watchworks.loopback.CertificateAuthority;
import dev.watchworks.loopback.LoopbackServer;
import dev.watchworks.loopback.LoopbackSettings;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * The floor: the same HTTP library and TLS, and a handler that answers what the driver asks with bytes that it has ready,
 * of the same sizes. What a server takes beyond it is its own work.
 */
final class FixedResponseHandler extends Handler.Abstract {
    private final byte[] object = Payload.storedPod("floor").getBytes(StandardCharsets.UTF_8);
    private final byte[] list = Payload.podList(BenchmarkComparison.PODS).getBytes(StandardCharsets.UTF_8);
    private final byte[] page = Payload.podList(BenchmarkComparison.PAGE).getBytes(StandardCharsets.UTF_8);

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (request.getMethod().equals("POST")) {
            Content.Source.asByteBuffer(request, org.eclipse.jetty.util.Promise.from(
                    body -> answer(response, callback, 201, object), callback::failed));
            return true;
        }
        String query = request.getHttpURI().getQuery();
        boolean isObject = request.getHttpURI().getPath().contains("/pods/");
        answer(response, callback, 200, isObject ? object : query != null && query.contains("limit=") ? page : list);
        return true;
    }

    private static void answer(Response response, Callback callback, int code, byte[] body) {
        response.setStatus(code);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        response.write(true, ByteBuffer.wrap(body), callback);
    }

    static LoopbackServer start(CertificateAuthority authority) {
        return LoopbackServer.start(LoopbackSettings.https("floor", authority), new FixedResponseHandler());
    }

    public static void main(String[] arguments) throws Exception {
        CertificateAuthority authority = CertificateAuthority.generate();
        LoopbackServer server = start(authority);
        System.out.println(server.uri());
        System.out.println("none");
        System.out.println(authority.certificatePem().strip());
        System.out.println("READY");
        System.in.read();
    }
}
