package dev.watchworks.gateway.proxy;

import dev.watchworks.gateway.fault.GatewayResponse;
import dev.watchworks.gateway.fault.StatusBody;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** The response when the cluster did not answer: a Status that says why, and what to do. */
final class UpstreamErrorResponse {
    private UpstreamErrorResponse() {}

    /** Returns 503 when nothing listens there, or 502 when the gateway cannot use what answered. */
    static GatewayResponse of(URI cluster, Throwable failure) {
        String what = "The gateway got no answer from the cluster at " + cluster + ": " + describe(failure) + ". ";
        if (caused(failure, SSLException.class) || caused(failure, java.security.GeneralSecurityException.class)) {
            return status(
                    502,
                    what + "Its certificate is not the one that the credentials trust: check"
                            + " certificate-authority-data and the host name in the kubeconfig that names this cluster.");
        }
        if (isUnreachable(failure)) {
            return status(503, what + "Is it running, and is the address right? Try: curl -k " + cluster + "/version");
        }
        return status(502, what + "It broke the connection off before it answered; look into its log.");
    }

    private static boolean isUnreachable(Throwable failure) {
        return caused(failure, ConnectException.class)
                || caused(failure, UnknownHostException.class)
                || caused(failure, UnresolvedAddressException.class)
                || caused(failure, NoRouteToHostException.class)
                || caused(failure, SocketTimeoutException.class)
                || caused(failure, TimeoutException.class);
    }

    private static GatewayResponse status(int code, String message) {
        return GatewayResponse.json(code, StatusBody.of(code, "ServiceUnavailable", message));
    }

    /** Returns the innermost cause in words. */
    static String describe(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        return message == null || message.isBlank()
                ? cause.getClass().getSimpleName()
                : cause.getClass().getSimpleName() + ": " + message;
    }

    private static boolean caused(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
