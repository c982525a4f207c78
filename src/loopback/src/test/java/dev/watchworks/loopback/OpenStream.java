package dev.watchworks.loopback;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Answers /hello at once. On /stream it writes half a line and stays open. On /fail it fails. It handles nothing else.
 */
final class OpenStream extends Handler.Abstract.NonBlocking {
    static final String HALF_A_LINE = "{\"half\":";

    final List<Request> open = new CopyOnWriteArrayList<>();

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        switch (request.getHttpURI().getPath()) {
            case "/hello" -> Content.Sink.write(response, true, "hello", callback);
            case "/stream" ->
                Content.Sink.write(
                        response, false, HALF_A_LINE, Callback.from(() -> open.add(request), callback::failed));
            case "/fail" -> throw new IllegalStateException("out of order");
            default -> {
                return false;
            }
        }
        return true;
    }
}
