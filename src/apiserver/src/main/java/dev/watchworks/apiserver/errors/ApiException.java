package dev.watchworks.apiserver.errors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The failure of a request, with its Status body and HTTP code. */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;
    private final transient ObjectNode status;

    ApiException(int code, ObjectNode status) {
        super(status.path("message").asText(), null, false, false);
        this.code = code;
        this.status = status;
    }

    /** HTTP status code. */
    public int code() {
        return code;
    }

    /** Whether the Status has a cause with this reason, as client-go's {@code apierrors.HasStatusCause} finds it. */
    public boolean hasStatusCause(String reason) {
        for (JsonNode cause : status.path("details").path("causes")) {
            if (cause.path("reason").asText().equals(reason)) {
                return true;
            }
        }
        return false;
    }

    /** The body of the response. */
    public ObjectNode status() {
        return status;
    }
}
