package dev.watchworks.runner.event;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/** Delivers events to the listeners in order, without a lock, on a thread of its own. */
public final class RunnerEvents implements AutoCloseable {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .visibility(PropertyAccessor.ALL, Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, Visibility.ANY)
            .build();

    private final List<RunnerListener> listeners = new CopyOnWriteArrayList<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread events = new Thread(task, "runner-events");
        events.setDaemon(true);
        return events;
    });

    /** From now on, this listener gets the events. */
    public void add(RunnerListener listener) {
        listeners.add(listener);
    }

    /** From now on, this listener gets no event any more. */
    public void remove(RunnerListener listener) {
        listeners.remove(listener);
    }

    /** Queues an event, and returns at once. */
    public void publish(RunnerEvent event) {
        try {
            thread.execute(() -> listeners.forEach(listener -> listener.on(event)));
        } catch (RejectedExecutionException closed) {
            // nobody waits for an event of a runner that has ended
        }
    }

    /** The event as a JSON object in one line. */
    public static String json(RunnerEvent event) {
        try {
            return MAPPER.writeValueAsString(event);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
