package dev.watchworks.apiserver.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WatchOverHttpTest {
    private static final String WATCH =
            "GET /api/v1/pods?watch=true HTTP/1.1\r\nHost: localhost\r\n" + HttpTestServer.AUTHORIZATION + "\r\n";

    private final HttpTestServer server = new HttpTestServer();

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void headersComeBeforeTheFirstEvent() throws IOException {
        server.feeds.add(new ScriptedWatchStream());
        try (RawClient client = server.connect().send(WATCH)) {
            String head = client.readUntil("\r\n\r\n");

            assertThat(head).startsWith("HTTP/1.1 200").containsIgnoringCase("transfer-encoding: chunked");
        }
    }

    @Test
    void anEventLeavesAtOnceAndTheEndIsACleanOne() throws IOException {
        ScriptedWatchStream feed = new ScriptedWatchStream();
        server.feeds.add(feed);
        try (RawClient client = server.connect().send(WATCH)) {
            client.readUntil("\r\n\r\n");

            feed.send("{\"one\":1}\n");
            assertThat(client.readUntil("}\n")).isEqualTo("A\r\n{\"one\":1}\n");
            feed.end();
            assertThat(client.readUntil("0\r\n\r\n")).isEqualTo("\r\n0\r\n\r\n");
        }
    }

    @Test
    void aConnectionServesOnAfterAWatchHasEnded() throws IOException {
        ScriptedWatchStream feed = new ScriptedWatchStream();
        server.feeds.add(feed);
        try (RawClient client = server.connect().send(WATCH)) {
            client.readUntil("\r\n\r\n");
            feed.end();
            client.readUntil("0\r\n\r\n");

            client.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(client.readUntil("ok")).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void aClientThatDoesNotReadStallsItsOwnWatchOnly() throws IOException {
        ScriptedWatchStream stalled = new ScriptedWatchStream();
        ScriptedWatchStream flowing = new ScriptedWatchStream();
        server.feeds.add(stalled);
        String frame = "x".repeat(64 * 1024) + "\n";
        int frames = 500;
        try (RawClient deaf = server.connect().send(WATCH)) {
            deaf.readUntil("\r\n\r\n");
            server.feeds.add(flowing);
            try (RawClient reader = server.connect().send(WATCH)) {
                reader.readUntil("\r\n\r\n");
                for (int count = 0; count < frames; count++) {
                    stalled.send(frame);
                }
                flowing.send("{}\n");

                assertThat(reader.readUntil("{}\n")).isEqualTo("3\r\n{}\n");
                // What the sockets hold is far less than 500 frames of 64 KiB.
                assertThat(stalled.taken).hasValueLessThan(frames);
            }
        }
    }

    @Test
    void aThousandWatchesShareAFewThreads() throws Exception {
        int count = 1_000;
        List<RawClient> clients = new ArrayList<>();
        List<ScriptedWatchStream> feeds = new ArrayList<>();
        try {
            for (int index = 0; index < count; index++) {
                ScriptedWatchStream feed = new ScriptedWatchStream();
                feeds.add(feed);
                server.feeds.add(feed);
                RawClient client = server.connect().send(WATCH);
                client.readUntil("\r\n\r\n");
                clients.add(client);
            }
            long threads = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().startsWith("api-server"))
                    .count();
            assertThat(threads).isLessThan(40);
            feeds.forEach(feed -> feed.send("{}\n"));
            for (RawClient client : clients) {
                assertThat(client.readUntil("{}\n")).isEqualTo("3\r\n{}\n");
            }
        } finally {
            for (RawClient client : clients) {
                client.close();
            }
        }
    }

    @Test
    void aClientThatHasGoneIsNoticedWhileItsWatchIsQuiet() throws Exception {
        for (boolean abruptly : new boolean[] {true, false}) {
            ScriptedWatchStream feed = new ScriptedWatchStream();
            server.feeds.add(feed);
            RawClient client = server.connect().send(WATCH);
            client.readUntil("\r\n\r\n");
            if (abruptly) {
                client.reset();
            } else {
                client.close();
            }

            assertThat(feed.cancelled.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aClientThatHasNoMoreToSaySeesItsWatchEnd() throws IOException {
        for (int count = 0; count < 20; count++) {
            server.feeds.add(new ScriptedWatchStream());
            try (RawClient client = server.connect().send(WATCH).finish()) {
                assertThat(client.readAll()).startsWith("HTTP/1.1 200 ").doesNotContain("Failure");
            }
        }
    }

    @Test
    void closingTheServerEndsWatchesAsATimeOutDoes() throws IOException {
        server.feeds.add(new ScriptedWatchStream());
        try (RawClient client = server.connect().send(WATCH)) {
            client.readUntil("\r\n\r\n");

            server.close();

            assertThat(client.readAll()).isEqualTo("0\r\n\r\n");
        }
    }
}
