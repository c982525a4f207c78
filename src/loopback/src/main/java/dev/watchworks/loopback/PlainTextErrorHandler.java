package dev.watchworks.loopback;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Writes an error as one line of text, such as "400 Bad Request: No Host", where no handler answered. */
final class PlainTextErrorHandler implements Request.Handler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String status = response.getStatus() + " " + HttpStatus.getMessage(response.getStatus());
        Object message = request.getAttribute(ErrorHandler.ERROR_MESSAGE);
        boolean saysMore = message != null && !status.endsWith(message.toString());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");
        Content.Sink.write(response, true, saysMore ? status + ": " + message + "\n" : status + "\n", callback);
        return true;
    }
}
