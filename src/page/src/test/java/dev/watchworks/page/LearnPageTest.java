package dev.watchworks.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.watchworks.runner.Runner;
import dev.watchworks.runner.RunnerSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page's server, without a browser. */
class LearnPageTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration LONGEST = Duration.ofSeconds(60);

    @TempDir
    private Path top;

    private final HttpClient client = HttpClient.newHttpClient();
    private Runner runner;
    private LearnPage page;

    @BeforeEach
    void open() throws IOException {
        PageWorkbook.in(top);
        runner = Runner.open(RunnerSettings.of(top).withWorkers(0));
        page = LearnPage.open(runner);
    }

    @AfterEach
    void close() {
        page.close();
        runner.close();
    }

    @Test
    void thePageIsAtItsWholeAddressOnly() throws Exception {
        assertThat(page.address().getHost()).isEqualTo("127.0.0.1");
        assertThat(page.address().getPath()).matches("/[A-Za-z0-9_-]{22}/");
        assertThat(get("").body()).contains("<title>Watchworks</title>");
        for (String path : List.of(
                "/", "/state", "/AAAAAAAAAAAAAAAAAAAAAA/", page.address().getPath() + "../state")) {
            HttpResponse<String> refused = send(request(page.address().resolve(path)));
            assertThat(refused.statusCode()).as(path).isEqualTo(404);
            assertThat(refused.body())
                    .isEqualTo(
                            "This is not the page's address. ./lab learn prints the whole address in its terminal.\n");
        }
    }

    /** A website can make its own name lead to 127.0.0.1; the browser then sends that name. */
    @Test
    void anotherHostIsRefused() throws Exception {
        int port = page.address().getPort();
        for (String host : List.of("evil.example:" + port, "127.0.0.1", "127.0.0.1:1")) {
            assertThat(RawHttp.get(page.address(), host))
                    .as(host)
                    .startsWith("HTTP/1.1 403")
                    .contains("answers only to");
        }
        assertThat(RawHttp.get(page.address(), "localhost:" + port)).startsWith("HTTP/1.1 200");
    }

    @Test
    void thePagesOfOtherSitesAreRefused() throws Exception {
        for (String origin : List.of(
                "http://evil.example",
                "null",
                "http://127.0.0.1:1",
                "https://127.0.0.1:" + page.address().getPort())) {
            HttpResponse<String> refused =
                    send(request(page.address().resolve("state")).header("Origin", origin));
            assertThat(refused.statusCode()).as(origin).isEqualTo(403);
            assertThat(post("hint", "{}", origin).statusCode()).isEqualTo(403);
        }
        assertThat(post("hint", "{}", null).body())
                .isEqualTo("A request that changes something needs the header Origin.\n");
        assertThat(runner.progress().step(PageWorkbook.LESSON, 1).hints()).isZero();
    }

    @Test
    void nothingIsLoadedFromElsewhereAndNobodyFramesThePage() throws Exception {
        HttpResponse<String> answer = get("");
        assertThat(answer.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .startsWith("default-src 'none'; script-src 'self';")
                        .contains("frame-ancestors 'self'"));
        assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(answer.headers().map()).doesNotContainKey("set-cookie");
    }

    @Test
    void anUnknownPathGetsASentence() throws Exception {
        for (String path : List.of(
                "x",
                "assets/x.js",
                "assets/../page.html",
                "task/07-sleep/1",
                "task/01-raw-watch/99",
                "timeline/07-sleep",
                "read/pom.xml",
                "read/.lab/page.json",
                "read/docs/../../README.md",
                "read/docs/%2e%2e/%2e%2e/etc/passwd",
                "read/..%2f..%2fetc%2fpasswd",
                "actions/x")) {
            HttpResponse<String> answer = path.startsWith("actions") ? post("x", "{}", origin()) : get(path);
            assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(404);
        }
        assertThat(get("actions/hint").statusCode()).isEqualTo(405);
        assertThat(post("hint", "[]", origin()).statusCode()).isEqualTo(400);
        assertThat(post("hint", "x".repeat(5000), origin()).statusCode()).isEqualTo(413);
    }

    @Test
    void theTaskIsRenderedWithItsDiagramAndItsLinks() throws Exception {
        String task = get("task/01-raw-watch/7").body();
        assertThat(task)
                .contains("<div class=\"diagram\">", "participant client as its HTTP client")
                .contains("<strong>Task.</strong>")
                .contains("href=\"read/docs/chapters/01-what-a-watch-is.md#a-quiet-watch-looks-like-a-failure\"");
        assertThat(get("read/docs/chapters/01-what-a-watch-is.md").body())
                .contains("<h3 id=\"a-quiet-watch-looks-like-a-failure\">")
                .contains("<link rel=\"stylesheet\" href=\"../../../assets/page.css\">");
        assertThat(get("task/01-raw-watch/1").body()).contains("<details class=\"background\">", "<table>");
    }

    @Test
    void aPageGetsTheStateFirstAndThenTheEventsInOrder() throws Exception {
        try (EventReader reader = EventReader.connect(client, page.address())) {
            JsonNode first = reader.next(LONGEST);
            assertThat(first.get("event").isNull()).isTrue();
            assertThat(first.at("/state/lessons/0/steps/0/title").asText()).isEqualTo("connect");
            runner.start(PageWorkbook.LESSON, 4);
            assertThat(reader.nextEvent("stepChosen", LONGEST)
                            .at("/state/step/title")
                            .asText())
                    .isEqualTo("dispatch");
            List<Integer> levels = new CopyOnWriteArrayList<>();
            for (int level = 1; level <= 3; level++) {
                post("hint", "{}", origin());
                levels.add(reader.nextEvent("hintShown", LONGEST)
                        .at("/event/level")
                        .asInt());
            }
            assertThat(levels).containsExactly(1, 2, 3);
        }
    }

    @Test
    void aPageThatIsOpenedLateGetsWhatIsUpToNow() throws Exception {
        runner.start(PageWorkbook.LESSON, 4);
        runner.hint();
        runner.hint();
        await("the hints").atMost(LONGEST).until(() -> runner.state().hint().isPresent());
        try (EventReader late = EventReader.connect(client, page.address())) {
            JsonNode state = late.next(LONGEST).get("state");
            assertThat(state.at("/step/step").asInt()).isEqualTo(4);
            assertThat(state.at("/hints/1/html").asText()).contains("<code>default</code>");
            assertThat(state.at("/hints/2/html").isNull()).isTrue();
            assertThat(state.at("/lessons/0/steps/3/state").asText()).isEqualTo("todo");
        }
    }

    @Test
    void aPageThatIsClosedIsForgotten() throws Exception {
        EventReader first = EventReader.connect(client, page.address());
        EventReader second = EventReader.connect(client, page.address());
        first.next(LONGEST);
        second.next(LONGEST);
        assertThat(page.readers()).isEqualTo(2);
        first.close();
        await("the closed page is forgotten").atMost(LONGEST).until(() -> page.readers() == 1);
        second.close();
    }

    @Test
    void theNextRunnerHasTheSameAddress() throws Exception {
        URI before = page.address();
        Path file = top.resolve(".lab/page.json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        page.close();
        page = LearnPage.open(runner);
        assertThat(page.address()).isEqualTo(before);
        try (EventReader again = EventReader.connect(client, before)) {
            assertThat(again.next(LONGEST).has("state")).isTrue();
        }
    }

    @Test
    void aSecondRunnerGetsAnotherPortAndDoesNotTakeTheFirstOnesPlace() throws Exception {
        String kept = Files.readString(top.resolve(".lab/page.json"));
        try (LearnPage second = LearnPage.open(runner)) {
            assertThat(second.address().getPort()).isNotEqualTo(page.address().getPort());
            assertThat(Files.readString(top.resolve(".lab/page.json"))).isEqualTo(kept);
        }
    }

    @Test
    void aDamagedFileIsNoAddress() throws Exception {
        for (String damaged :
                Stream.of("", "{", "{\"port\":70000,\"token\":\"x\"}", "[]").toList()) {
            page.close();
            Files.writeString(top.resolve(".lab/page.json"), damaged);
            page = LearnPage.open(runner);
            assertThat(get("").statusCode()).isEqualTo(200);
        }
    }

    private String origin() {
        return "http://127.0.0.1:" + page.address().getPort();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(request(URI.create(page.address() + path)));
    }

    private HttpResponse<String> post(String action, String body, String origin) throws Exception {
        HttpRequest.Builder request = request(URI.create(page.address() + "actions/" + action))
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return send(origin == null ? request : request.header("Origin", origin));
    }

    private static HttpRequest.Builder request(URI address) {
        return HttpRequest.newBuilder(address).timeout(LONGEST);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
