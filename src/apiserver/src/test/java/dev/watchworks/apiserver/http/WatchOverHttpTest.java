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
    void headers_come_before_the_first_event() throws IOException {
        server.feeds.add(new ScriptedWatchStream());
        try (RawClient client = server.connect().send(WATCH)) {
            String head = client.readUntil("\r\n\r\n");

            assertThat(head).startsWith("HTTP/1.1 200").containsIgnoringCase("transfer-encoding: chunked");
        }
    }

    @Test
    void an_event_leaves_at_once_and_the_end_is_a_clean_one() throws IOException {
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
    void a_connection_serves_on_after_a_watch_has_ended() throws IOException {
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
    void a_client_that_does_not_read_stalls_its_own_watch_only() throws IOException {
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
    void a_thousand_watches_share_a_few_threads() throws Exception {
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
    void a_client_that_has_gone_is_noticed_while_its_watch_is_quiet() throws Exception {
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
    void a_client_that_has_no_more_to_say_sees_its_watch_end() throws IOException {
        for (int count = 0; count < 20; count++) {
            server.feeds.add(new ScriptedWatchStream());
            try (RawClient client = server.connect().send(WATCH).finish()) {
                assertThat(client.readAll()).startsWith("HTTP/1.1 200 ").doesNotContain("Failure");
            }
        }
    }

    @Test
    void closing_the_server_ends_watches_as_a_time_out_does() throws IOException {
        server.feeds.add(new ScriptedWatchStream());
        try (RawClient client = server.connect().send(WATCH)) {
            client.readUntil("\r\n\r\n");

            server.close();

            assertThat(client.readAll()).isEqualTo("0\r\n\r\n");
        }
    }
}
