import dev.watchworks.loopback.CertificateAuthority;
import dev.watchworks.loopback.LoopbackServer;
import dev.watchworks.loopback.LoopbackSettings;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The floor of a start: the same HTTP library and TLS, and a handler that has nothing to prepare. */
final class NoOpHandler extends Handler.Abstract {
    static LoopbackServer serve() {
        return LoopbackServer.start(LoopbackSettings.https("floor", CertificateAuthority.generate()), new NoOpHandler());
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        callback.succeeded();
        return true;
    }
}
