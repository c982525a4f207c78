package dev.watchworks.gateway.fault;

import dev.watchworks.gateway.wire.ApiCall;
import dev.watchworks.gateway.wire.StreamLine;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * When a fault strikes: at a request, or after a number of events of a watch stream, but never at a time. A cue is a
 * value: each method returns a new, narrower one. It counts from the moment when its fault is armed.
 *
 * <pre>{@code Cue.watch("pods").inNamespace("shop").afterEvents(3)}</pre>
 */
public final class Cue {
    private final String words;
    private final Predicate<ApiCall> request;
    private final int nth;
    private final int events;
    private final Predicate<StreamLine> event;
    private final @Nullable ArmedFault earlier;

    private Cue(
            String words,
            Predicate<ApiCall> request,
            int nth,
            int events,
            Predicate<StreamLine> event,
            @Nullable ArmedFault earlier) {
        this.words = words;
        this.request = request;
        this.nth = nth;
        this.events = events;
        this.event = event;
        this.earlier = earlier;
    }

    private static Cue of(String words, Predicate<ApiCall> request) {
        return new Cue(words, request, 0, 0, StreamLine::isChange, null);
    }

    /** Returns a cue for any request. */
    public static Cue anyRequest() {
        return of("any request", call -> true);
    }

    /** Returns a cue for a watch of any resource. */
    public static Cue anyWatch() {
        return of("watch", ApiCall::isWatch);
    }

    /** Returns a cue for a watch of a resource, such as {@code pods}. */
    public static Cue watch(String resource) {
        return verb("watch", resource);
    }

    /** Returns a cue for a list of a resource, such as {@code pods}. */
    public static Cue list(String resource) {
        return verb("list", resource);
    }

    /** Returns a cue for a read of one object. */
    public static Cue get(String resource) {
        return verb("get", resource);
    }

    /** Returns a cue for a Kubernetes verb, such as {@code patch}, and a resource, without its subresources. */
    public static Cue verb(String verb, String resource) {
        return of(
                verb + " " + resource,
                call -> call.verb().equals(verb)
                        && call.resource().equals(resource)
                        && call.subresource().isEmpty());
    }

    /** Returns the same cue, only for requests in this namespace. */
    public Cue inNamespace(String namespace) {
        return where("in " + namespace, call -> call.namespace().equals(namespace));
    }

    /** Returns the same cue, only for requests with this name in the path. */
    public Cue named(String name) {
        return where("named " + name, call -> call.name().equals(name));
    }

    /**
     * Returns the same cue, only for requests that meet a condition.
     *
     * @param condition the condition in words, for messages
     */
    public Cue where(String condition, Predicate<ApiCall> holds) {
        return new Cue(words + " " + condition, request.and(holds), nth, events, event, earlier);
    }

    /** Returns the same cue, only for the nth request that matches, counted from 1. */
    public Cue nth(int number) {
        requirePositive(number);
        return new Cue(words + ", request " + number, request, number, events, event, earlier);
    }

    /**
     * Returns the same cue, on a stream after this number of changes since the fault was armed. Bookmarks and errors do
     * not count. Each stream has its own count, including streams that were already open.
     */
    public Cue afterEvents(int number) {
        return afterEvents(number, "change", StreamLine::isChange);
    }

    /** Returns the same cue, on a stream after this number of events of a type, such as {@code DELETED}. */
    public Cue afterEvents(int number, String type) {
        return afterEvents(number, type, line -> line.type().equals(type));
    }

    /** Returns the same cue, on a stream after an event of a type for the object with this name. */
    public Cue afterEvent(String type, String name) {
        return afterEvents(
                1,
                type + " of " + name,
                line -> line.type().equals(type) && line.name().equals(name));
    }

    private Cue afterEvents(int number, String ofWhat, Predicate<StreamLine> counts) {
        requirePositive(number);
        return new Cue(words + ", after event " + number + " (" + ofWhat + ")", request, nth, number, counts, earlier);
    }

    /** Returns the same cue, only for requests that come after another fault has struck. */
    public Cue after(ArmedFault other) {
        return new Cue(words + ", after [" + other + "]", request, nth, events, event, other);
    }

    private static void requirePositive(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("requests and events are counted from 1, not " + number);
        }
    }

    boolean matches(ApiCall call) {
        return (earlier == null || earlier.hasStruck()) && request.test(call);
    }

    /** Returns the number of the request that it strikes; 0 for any request. */
    int nth() {
        return nth;
    }

    /** Returns the number of events; 0 when the fault strikes at the request. */
    int events() {
        return events;
    }

    boolean counts(StreamLine line) {
        return event.test(line);
    }

    /** Returns the cue in words. */
    @Override
    public String toString() {
        return words;
    }
}
