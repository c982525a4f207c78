package dev.watchworks.page;

import dev.watchworks.loopback.LoopbackServer;
import dev.watchworks.loopback.LoopbackSettings;
import dev.watchworks.page.http.EventStreams;
import dev.watchworks.page.http.PageHandler;
import dev.watchworks.page.view.BookOutline;
import dev.watchworks.runner.Runner;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Serves the page of a runner on 127.0.0.1, to those who know its address: the address has a random token.
 *
 * <p>The file {@code .lab/page.json} keeps port and token. So a page that is open in a browser finds the
 * next runner, and works again without a reload.
 */
public final class LearnPage implements AutoCloseable {

    private static final String FILE = ".lab/page.json";

    /** An open page tries to connect twice a second; a page that its browser has put to sleep takes longer. */
    private static final Duration TIME_TO_COME_BACK = Duration.ofMillis(1200);

    private final LoopbackServer server;
    private final EventStreams streams;
    private final URI address;

    private LearnPage(LoopbackServer server, EventStreams streams, String token) {
        this.server = server;
        this.streams = streams;
        this.address = URI.create(server.uri() + "/" + token + "/");
    }

    /**
     * Starts to serve. A page that is opened later, or after the runner has started, shows the same.
     *
     * @throws UncheckedIOException when no port of 127.0.0.1 is free; the message says what to do
     */
    public static LearnPage open(Runner runner) {
        Path file = runner.file(FILE);
        KeptAddress kept = KeptAddress.read(file);
        EventStreams streams = new EventStreams(runner, BookOutline.of(runner));
        PageHandler handler = new PageHandler(runner, kept.token(), streams);
        LoopbackServer server = start(kept, handler);
        if (kept.port() == 0) {
            kept.onPort(server.port()).write(file);
        }
        streams.listen();
        return new LearnPage(server, streams, kept.token());
    }

    /** Another ./lab may hold the port of the last time. It goes on there, and this page has another port. */
    private static LoopbackServer start(KeptAddress kept, PageHandler handler) {
        LoopbackSettings anyPort = LoopbackSettings.http("page");
        try {
            return LoopbackServer.start(anyPort.onPort(kept.port()), handler);
        } catch (UncheckedIOException taken) {
            return LoopbackServer.start(anyPort, handler);
        }
    }

    /** The address for the browser, such as {@code http://127.0.0.1:40123/TOKEN/}. */
    public URI address() {
        return address;
    }

    /**
     * Opens the page in the learner's browser, unless it is open there since the last runner. Returns at once.
     *
     * @param environment the environment variables, which tell whether there is a screen
     */
    public void openInBrowser(Map<String, String> environment) {
        CompletableFuture.delayedExecutor(TIME_TO_COME_BACK.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> {
                    if (readers() == 0) {
                        WebBrowser.open(address, environment);
                    }
                });
    }

    /** How many pages are open in browsers. */
    public int readers() {
        return streams.size();
    }

    /** Ends the server. Pages in browsers say so, and wait for the next runner. */
    @Override
    public void close() {
        streams.close();
        server.close();
    }
}
