package dev.watchworks.gateway.proxy;

import dev.watchworks.gateway.fault.ExchangeFaults;
import dev.watchworks.gateway.fault.GatewayResponse;
import dev.watchworks.gateway.fault.StreamEffect;
import dev.watchworks.gateway.wire.ApiCall;
import dev.watchworks.gateway.wire.Ending;
import dev.watchworks.gateway.wire.StreamLine;
import dev.watchworks.loopback.Abort;
import dev.watchworks.loopback.DisconnectDetector;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Forwards one request to the cluster and its response back, until either side or a fault ends the exchange. */
final class ProxiedExchange implements ResponseForwarder.Listener {
    private final ProxyContext context;
    private final Request request;
    private final Response response;
    private final Callback callback;
    private final long id;
    private final ApiCall call;
    private final ExchangeFaults faults;
    private final AtomicBoolean finished = new AtomicBoolean();
    private final AtomicLong requestBytes = new AtomicLong();
    private final AtomicLong responseBytes = new AtomicLong();
    private volatile boolean answered;

    /** How the exchange will end, once the end of the response was given to the connection; null before. */
    private volatile @Nullable Ending handedOver;

    private volatile org.eclipse.jetty.client.@Nullable Request toCluster;
    private volatile @Nullable DisconnectDetector presence;

    ProxiedExchange(
            ProxyContext context, Request request, Response response, Callback callback, long id, ApiCall call) {
        this.context = context;
        this.request = request;
        this.response = response;
        this.callback = callback;
        this.id = id;
        this.call = call;
        faults = context.injector().onRequest(id, call);
    }

    void start() {
        request.addFailureListener(this::clientGone);
        faults.strikeListeningSocket();
        GatewayResponse answer = faults.errorResponse();
        if (answer != null) {
            whenReleased(() -> answer(answer, Ending.FAULT, ""));
        } else {
            context.whenAllowed(this::sendUnlessFinished);
        }
    }

    private void sendUnlessFinished() {
        if (!finished.get()) {
            send();
        }
    }

    private void send() {
        org.eclipse.jetty.client.Request forwarded = context.cluster()
                .newRequest(request.getMethod(), request.getHttpURI().getPathQuery());
        forwarded.headers(headers -> HopByHopHeaders.copyRequestHeaders(request.getHeaders(), headers));
        ClientBody body = ClientBody.of(request, requestBytes);
        if (body != null) {
            forwarded.body(body);
        }
        toCluster = forwarded;
        forwarded.onResponseContentSource(this::onAnswer);
        forwarded.send(result -> {
            Throwable failure = result.getFailure();
            if (failure != null && !answered) {
                onUnreachable(failure);
            }
        });
    }

    private void onAnswer(org.eclipse.jetty.client.Response answer, Content.Source body) {
        answered = true;
        whenReleased(() -> forward(answer, body));
    }

    private void onUnreachable(Throwable failure) {
        GatewayResponse answer = UpstreamErrorResponse.of(context.cluster().url(), failure);
        answer(answer, Ending.UNREACHABLE, UpstreamErrorResponse.describe(failure));
    }

    /** Goes on at once, or when no fault delays the response any more. */
    private void whenReleased(Runnable then) {
        CompletionStage<Void> held = faults.hold();
        if (held == null) {
            then.run();
            return;
        }
        listenForHangUp();
        held.thenRunAsync(then, context.executor());
    }

    private void listenForHangUp() {
        if (presence == null
                && requestBytes.get() == 0
                && !request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING)) {
            DisconnectDetector listening = DisconnectDetector.start(
                    request, () -> clientGone(new CancellationException("the client hung up")));
            presence = listening;
            if (finished.get() && listening != null) {
                listening.stop();
            }
        }
    }

    private void forward(org.eclipse.jetty.client.Response answer, Content.Source body) {
        if (finished.get()) {
            body.fail(new CancellationException("the exchange is over"));
            return;
        }
        response.getHeaders().clear();
        response.setStatus(answer.getStatus());
        HopByHopHeaders.copyResponseHeaders(answer.getHeaders(), response.getHeaders());
        if (answer.getHeaders().contains(HttpHeader.TRAILER)) {
            response.setTrailersSupplier(() -> {
                HttpFields trailers = answer.getTrailers();
                return trailers == null ? HttpFields.EMPTY : trailers;
            });
        }
        // Before it is recorded, so that a test that sees the open stream can strike it.
        faults.opened();
        context.recorder().responseStarted(id, answer.getStatus());
        if (call.isWatch()) {
            listenForHangUp();
        }
        ResponseForwarder forwarder =
                new ResponseForwarder(call, faults, body, response, isStreamOfLines(answer), this);
        faults.onStrike(forwarder::iterate);
        forwarder.iterate();
    }

    private boolean isStreamOfLines(org.eclipse.jetty.client.Response answer) {
        String type = answer.getHeaders().get(HttpHeader.CONTENT_TYPE);
        return call.isWatch()
                && answer.getStatus() == 200
                && type != null
                && type.startsWith("application/json")
                && !answer.getHeaders().contains(HttpHeader.CONTENT_ENCODING);
    }

    /** Answers in place of the cluster. */
    void answer(GatewayResponse answer, Ending ending, String detail) {
        if (finished.get()) {
            return;
        }
        response.setStatus(answer.status());
        answer.headers().forEach(response.getHeaders()::put);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, answer.body().length);
        context.recorder().responseStarted(id, answer.status());
        responseBytes.addAndGet(answer.body().length);
        handedOver = ending;
        stopListening();
        response.write(
                true, ByteBuffer.wrap(answer.body()), Callback.from(() -> complete(ending, detail), this::clientGone));
    }

    @Override
    public void sending(StreamLine line) {
        context.recorder().lineSent(id, line);
    }

    @Override
    public void sent(int bytes) {
        responseBytes.addAndGet(bytes);
    }

    @Override
    public void ending(boolean byFault) {
        handedOver = byFault ? Ending.FAULT : Ending.CLEAN;
        stopListening();
    }

    @Override
    public void ended() {
        complete(Objects.requireNonNull(handedOver), "");
    }

    @Override
    public void broken(StreamEffect.@Nullable Then byFault, @Nullable Throwable byCluster) {
        if (byFault == StreamEffect.Then.RESET) {
            breakOff(Ending.FAULT, "", () -> Abort.resetStream(request));
        } else if (byFault != null) {
            breakOff(Ending.FAULT, "", this::cut);
        } else {
            String detail = byCluster == null ? "" : UpstreamErrorResponse.describe(byCluster);
            breakOff(Ending.RESET_BY_CLUSTER, detail, this::cut);
        }
    }

    /** Breaks the response off so that all bytes that were sent arrive. */
    private void cut() {
        if (request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_2) {
            Abort.resetStream(request);
        } else {
            Abort.closeConnection(request);
        }
    }

    @Override
    public void cancelCluster() {
        org.eclipse.jetty.client.Request sent = toCluster;
        if (sent != null) {
            var unused = sent.abort(new CancellationException("the gateway's client wants no more of this answer"));
        }
    }

    @Override
    public void clientGone(Throwable failure) {
        // A client may disconnect as soon as it has the whole response. Often it does so before the gateway's last
        // write has ended. With HTTP/1.1 and a Content-Length it may do so even before the last, empty write.
        Ending ending = handedOver;
        boolean ended = ending == null
                ? finish(Ending.RESET_BY_CLIENT, UpstreamErrorResponse.describe(failure))
                : finish(ending, "");
        if (ended) {
            cancelCluster();
            callback.failed(failure);
        }
    }

    /** Ends the exchange from outside: a fault resets all connections, or the gateway is closed. */
    void breakOff(Ending ending, String detail, Runnable how) {
        if (finish(ending, detail)) {
            cancelCluster();
            how.run();
            callback.failed(new CancellationException("broken off: " + ending));
        }
    }

    private void complete(Ending ending, String detail) {
        if (finish(ending, detail)) {
            callback.succeeded();
        }
    }

    private boolean finish(Ending ending, String detail) {
        if (!finished.compareAndSet(false, true)) {
            return false;
        }
        stopListening();
        faults.closed();
        context.remove(this);
        context.recorder().ended(id, ending, requestBytes.get(), responseBytes.get(), detail);
        return true;
    }

    /** From here on the connection itself reads the client's next request. */
    private void stopListening() {
        DisconnectDetector listening = presence;
        if (listening != null) {
            listening.stop();
        }
    }
}
