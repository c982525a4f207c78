package dev.watchworks.gateway.fault;

import dev.watchworks.gateway.wire.ApiCall;
import dev.watchworks.gateway.wire.StreamLine;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * When a fault strikes: at a request, or after so many events of a watch stream. Never at a time. A cue is a value;
 * each method gives a new one that is narrower. It counts from the moment its fault is armed.
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

    /** Any request. */
    public static Cue anyRequest() {
        return of("any request", call -> true);
    }

    /** A watch of any resource. */
    public static Cue anyWatch() {
        return of("watch", ApiCall::isWatch);
    }

    /** A watch of a resource, such as {@code pods}. */
    public static Cue watch(String resource) {
        return verb("watch", resource);
    }

    /** A list of a resource, such as {@code pods}. */
    public static Cue list(String resource) {
        return verb("list", resource);
    }

    /** A read of one object. */
    public static Cue get(String resource) {
        return verb("get", resource);
    }

    /** A request with a verb of Kubernetes, such as {@code patch}, for a resource; not for its subresources. */
    public static Cue verb(String verb, String resource) {
        return of(
                verb + " " + resource,
                call -> call.verb().equals(verb)
                        && call.resource().equals(resource)
                        && call.subresource().isEmpty());
    }

    /** Only in this namespace. */
    public Cue inNamespace(String namespace) {
        return where("in " + namespace, call -> call.namespace().equals(namespace));
    }

    /** Only for the object of this name in the path. */
    public Cue named(String name) {
        return where("named " + name, call -> call.name().equals(name));
    }

    /** Only where a condition holds that the words tell. */
    public Cue where(String condition, Predicate<ApiCall> holds) {
        return new Cue(words + " " + condition, request.and(holds), nth, events, event, earlier);
    }

    /** At the nth request that matches, from 1, and at no earlier or later one. */
    public Cue nth(int number) {
        requirePositive(number);
        return new Cue(words + ", request " + number, request, number, events, event, earlier);
    }

    /**
     * On a stream, after that many changes have gone to the client since the fault was armed. Bookmarks and errors do
     * not count. Each stream counts for itself, streams that are open already too.
     */
    public Cue afterEvents(int number) {
        return afterEvents(number, "change", StreamLine::isChange);
    }

    /** On a stream, after that many events of a type, such as {@code DELETED} or {@code BOOKMARK}. */
    public Cue afterEvents(int number, String type) {
        return afterEvents(number, type, line -> line.type().equals(type));
    }

    /** On a stream, after an event of a type for the object of a name. */
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

    /** Only for requests that come after another fault has struck. */
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

    /** 0 when any request will do. */
    int nth() {
        return nth;
    }

    /** 0 when the fault strikes at the request. */
    int events() {
        return events;
    }

    boolean counts(StreamLine line) {
        return event.test(line);
    }

    /** The cue in words. */
    @Override
    public String toString() {
        return words;
    }
}
