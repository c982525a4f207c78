package dev.watchworks.apiserver.http;

import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.endpoints.request.ApiResponse;
import dev.watchworks.apiserver.errors.StatusWriter;
import java.nio.ByteBuffer;
import java.util.Map;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Sends a Status instead of Jetty's error page when Jetty refuses a request, for example because it is not HTTP. */
final class StatusErrorHandler extends ErrorHandler {

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int code = response.getStatus() >= 400 ? response.getStatus() : 500;
        Object cause = request.getAttribute(ERROR_MESSAGE);
        byte[] body = body(code, cause == null ? HttpStatus.getMessage(code) : cause.toString());
        JettyHandler.write(new ApiResponse.Whole(code, ApiResponse.JSON, Map.of(), body), response, callback);
        return true;
    }

    @Override
    public ByteBuffer badMessageError(int status, String reason, HttpFields.Mutable fields) {
        fields.put(HttpHeader.CONTENT_TYPE, ApiResponse.JSON);
        return ByteBuffer.wrap(body(status, reason == null ? HttpStatus.getMessage(status) : reason));
    }

    private static byte[] body(int code, String message) {
        String reason = switch (code) {
            case 400 -> "BadRequest";
            case 408, 504 -> "Timeout";
            case 413 -> "RequestEntityTooLarge";
            case 500 -> "InternalError";
            default -> "";
        };
        return Json.write(StatusWriter.failure(code, reason, message, null));
    }
}
