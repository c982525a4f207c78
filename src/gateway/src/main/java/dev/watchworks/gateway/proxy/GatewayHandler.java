package dev.watchworks.gateway.proxy;

import dev.watchworks.gateway.fault.GatewayResponse;
import dev.watchworks.gateway.fault.StatusBody;
import dev.watchworks.gateway.wire.ApiCall;
import dev.watchworks.gateway.wire.Ending;
import dev.watchworks.gateway.wire.Protocol;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Checks a request's token, records the request, and starts its exchange. */
final class GatewayHandler extends Handler.Abstract.NonBlocking {
    private final ProxyContext context;
    private final ClientConnections connections;
    private final byte[] authorization;

    GatewayHandler(ProxyContext context, ClientConnections connections, String token) {
        this.context = context;
        this.connections = connections;
        authorization = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    protected void doStart() throws Exception {
        for (Connector connector : getServer().getConnectors()) {
            if (connector instanceof AbstractConnector ours) {
                ours.addBean(connections);
            }
            connector.getConnectionFactories().forEach(GatewayHandler::addNothing);
        }
        context.start(getServer());
        super.doStart();
    }

    /** Responses have the cluster's date, not the gateway's. */
    private static void addNothing(ConnectionFactory protocol) {
        if (protocol instanceof HttpConfiguration.ConnectionFactory http) {
            http.getHttpConfiguration().setSendDateHeader(false);
        }
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        context.stop();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String query = request.getHttpURI().getQuery();
        ApiCall call = ApiCall.parse(request.getMethod(), request.getHttpURI().getPath(), query == null ? "" : query);
        String userAgent = request.getHeaders().get(HttpHeader.USER_AGENT);
        long id = context.recorder()
                .requestReceived(
                        connections.number(request.getConnectionMetaData().getConnection()),
                        protocol(request),
                        call,
                        userAgent == null ? "" : userAgent);
        ProxiedExchange exchange = new ProxiedExchange(context, request, response, callback, id, call);
        context.add(exchange);
        GatewayResponse refusal = refusal(request);
        if (refusal != null) {
            exchange.answer(refusal, Ending.REFUSED, "");
        } else {
            exchange.start();
        }
        return true;
    }

    private static Protocol protocol(Request request) {
        return request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_2
                ? Protocol.HTTP_2
                : Protocol.HTTP_1_1;
    }

    /** Returns the refusal of a request, or null when the request may continue. */
    private @Nullable GatewayResponse refusal(Request request) {
        String given = request.getHeaders().get(HttpHeader.AUTHORIZATION);
        if (given == null || !MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), authorization)) {
            return GatewayResponse.json(
                    401,
                    StatusBody.of(
                            401,
                            "Unauthorized",
                            "Unauthorized: this gateway asks for its own bearer token, which its kubeconfig carries"));
        }
        boolean impersonates = request.getHeaders().stream()
                .anyMatch(field -> field.getLowerCaseName().startsWith("impersonate-"));
        if (impersonates) {
            return GatewayResponse.json(
                    403,
                    StatusBody.of(
                            403,
                            "Forbidden",
                            "this gateway passes no impersonation on: "
                                    + "it would lend the cluster's credentials to other users"));
        }
        return null;
    }

    @Override
    public String toString() {
        return getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }
}
