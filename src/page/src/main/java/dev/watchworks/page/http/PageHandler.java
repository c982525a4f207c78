package dev.watchworks.page.http;

import dev.watchworks.labkit.verdict.StepReference;
import dev.watchworks.runner.Runner;
import dev.watchworks.runner.lesson.Lesson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Finds the answer to a request by its path behind the token. src/page/README.md lists the paths. */
public final class PageHandler extends Handler.Abstract {

    private static final String ACTIONS = "actions/";
    private static final String ASSETS = "assets/";

    /** A page sends a lesson and a number. */
    private static final int MOST_BODY_BYTES = 4096;

    private final Runner runner;
    private final RequestGuard guard;
    private final EventStreams streams;
    private final LearnerActions actions;
    private final WorkbookReader reader;

    /**
     * Makes a handler.
     *
     * @param token the first part of all paths
     */
    public PageHandler(Runner runner, String token, EventStreams streams) {
        this.runner = runner;
        this.guard = new RequestGuard(token);
        this.streams = streams;
        this.actions = new LearnerActions(runner);
        this.reader = new WorkbookReader(runner.file(""));
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        RequestGuard.Refusal refusal = guard.check(request);
        if (refusal != null) {
            PageAnswer.text(refusal.status(), refusal.sentence()).write(response, callback);
            return true;
        }
        String path = RequestGuard.pathBehindToken(request);
        try {
            if (path.equals("events") && HttpMethod.GET.is(request.getMethod())) {
                PageAnswer.addHeaders(response);
                streams.open(request, response, callback);
            } else {
                answer(request, path).write(response, callback);
            }
        } catch (IOException | RuntimeException failure) {
            PageAnswer.text(500, "This does not work now: " + failure.getMessage())
                    .write(response, callback);
        }
        return true;
    }

    private PageAnswer answer(Request request, String path) throws IOException {
        if (path.startsWith(ACTIONS)) {
            return HttpMethod.POST.is(request.getMethod())
                    ? act(request, path.substring(ACTIONS.length()))
                    : notAllowed(HttpMethod.POST);
        }
        if (!HttpMethod.GET.is(request.getMethod())) {
            return notAllowed(HttpMethod.GET);
        }
        return content(path)
                .orElseGet(() -> PageAnswer.text(404, "There is nothing at " + path + ". Go back to the page."));
    }

    private Optional<PageAnswer> content(String path) throws IOException {
        if (path.isEmpty()) {
            return file("page.html");
        } else if (path.startsWith(ASSETS)) {
            return file(path.substring(ASSETS.length()));
        } else if (path.equals("state")) {
            return Optional.of(PageAnswer.json(200, PageJson.write(streams.now())));
        }
        String[] parts = path.split("/", 2);
        if (parts.length < 2) {
            return Optional.empty();
        }
        return switch (parts[0]) {
            case "task" -> task(parts[1]);
            case "timeline" -> timeline(parts[1]);
            case "read" -> reader.read(parts[1]);
            default -> Optional.empty();
        };
    }

    private static Optional<PageAnswer> file(String name) {
        return PageFiles.read(name).map(bytes -> PageAnswer.of(PageFiles.type(name), bytes));
    }

    private Optional<PageAnswer> task(String place) throws IOException {
        String[] parts = place.split("/", 2);
        Optional<Lesson> lesson = lesson(parts[0]);
        if (lesson.isEmpty() || parts.length < 2 || !parts[1].matches("\\d{1,3}")) {
            return Optional.empty();
        }
        return TaskHtml.of(lesson.get(), Integer.parseInt(parts[1])).map(PageAnswer::html);
    }

    /** The page that labkit writes after each check. */
    private Optional<PageAnswer> timeline(String name) throws IOException {
        Optional<Lesson> lesson = lesson(name);
        if (lesson.isEmpty()) {
            return Optional.empty();
        }
        Path page = lesson.get().folder().resolve(StepReference.TIMELINE_PAGE);
        return Optional.of(
                Files.isRegularFile(page)
                        ? PageAnswer.html(Files.readString(page))
                        : PageAnswer.text(404, "There is no timeline yet. It comes with the first run of the checks."));
    }

    private Optional<Lesson> lesson(String name) {
        return runner.lessons().stream()
                .filter(lesson -> lesson.name().equals(name))
                .findFirst();
    }

    private PageAnswer act(Request request, String action) throws IOException {
        if (request.getLength() < 0 || request.getLength() > MOST_BODY_BYTES) {
            return PageAnswer.text(413, "The body may have " + MOST_BODY_BYTES + " bytes, and needs a length.");
        }
        String body = Content.Source.asString(request);
        return actions.act(action, body.isBlank() ? "{}" : body);
    }

    private static PageAnswer notAllowed(HttpMethod allowed) {
        return PageAnswer.text(405, "This address answers only to " + allowed + ".")
                .with(HttpHeader.ALLOW, allowed.asString());
    }
}
