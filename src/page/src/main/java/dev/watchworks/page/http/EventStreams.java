package dev.watchworks.page.http;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.watchworks.page.view.BookOutline;
import dev.watchworks.page.view.PageState;
import dev.watchworks.runner.Runner;
import dev.watchworks.runner.event.RunnerEvent;
import dev.watchworks.runner.event.RunnerEvents;
import dev.watchworks.runner.event.RunnerListener;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Sends each event of the runner to all pages that are open. A page that is new gets the state first. */
public final class EventStreams implements RunnerListener, AutoCloseable {

    private final Runner runner;
    private final BookOutline outline;
    private final Set<EventStream> open = new LinkedHashSet<>();
    private boolean isClosed;

    /**
     * What a page gets.
     *
     * @param event the event, or null for a page that is new
     * @param state what the page shows after it
     */
    private record Change(@JsonRawValue String event, PageState state) {}

    /** Makes streams that are silent until {@link #listen}. */
    public EventStreams(Runner runner, BookOutline outline) {
        this.runner = runner;
        this.outline = outline;
    }

    /** Begins to pass the runner's events on. */
    public void listen() {
        runner.addListener(this);
    }

    /** The runner's state is here the one after this event: its thread for events applies the next one later. */
    @Override
    public void on(RunnerEvent event) {
        List<EventStream> pages;
        synchronized (this) {
            pages = new ArrayList<>(open);
            if (!pages.isEmpty() && !queue(RunnerEvents.json(event))) {
                return;
            }
        }
        pages.forEach(EventStream::send);
    }

    /** Returns false when a file of the workbook is missing at this moment. The next event brings the state again. */
    private boolean queue(String event) {
        try {
            byte[] message = message(event);
            open.forEach(page -> page.queue(message));
            return true;
        } catch (UncheckedIOException missing) {
            return false;
        }
    }

    private byte[] message(String event) {
        return EventStream.message(PageJson.write(new Change(event, PageState.of(runner, runner.state(), outline))));
    }

    /** What the page shows now. */
    PageState now() {
        return PageState.of(runner, runner.state(), outline);
    }

    /** Answers a request with a stream that stays open. */
    void open(Request request, Response response, Callback callback) {
        EventStream stream = new EventStream(request, response, callback, this::forget);
        synchronized (this) {
            if (isClosed) {
                callback.failed(new IllegalStateException("the page is closed"));
                return;
            }
            stream.queue(message("null"));
            open.add(stream);
        }
        stream.start();
    }

    private synchronized void forget(EventStream stream) {
        open.remove(stream);
    }

    /** How many pages are open. */
    public synchronized int size() {
        return open.size();
    }

    /** Ends all streams. */
    @Override
    public void close() {
        runner.removeListener(this);
        List<EventStream> pages;
        synchronized (this) {
            isClosed = true;
            pages = new ArrayList<>(open);
        }
        pages.forEach(page -> page.abort(new IllegalStateException("the page is closed")));
    }
}
