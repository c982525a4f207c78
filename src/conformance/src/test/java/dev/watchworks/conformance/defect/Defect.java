package dev.watchworks.conformance.defect;

import dev.watchworks.conformance.http.ServerRequest;
import dev.watchworks.conformance.http.ServerResponse;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Something that an API server might do wrong, planted between the embedded one and its client.
 *
 * @param name what is wrong
 * @param scenario the file of the scenario that is to find it
 * @param asked what becomes of a request
 * @param answered what becomes of an answer
 * @param told what becomes of the lines of a watch; made anew for each watch
 */
record Defect(
        String name,
        String scenario,
        UnaryOperator<ServerRequest> asked,
        BiFunction<ServerRequest, ServerResponse, ServerResponse> answered,
        Function<ServerRequest, LineFilter> told) {

    /** The server hears something else than was said: it ignores a part of the request. */
    static Defect deaf(String name, String scenario, UnaryOperator<ServerRequest> asked) {
        return new Defect(name, scenario, asked, (request, answer) -> answer, request -> LineFilter.HONEST);
    }

    /** The server answers wrongly. */
    static Defect wrongAnswer(
            String name, String scenario, BiFunction<ServerRequest, ServerResponse, ServerResponse> answered) {
        return new Defect(name, scenario, request -> request, answered, request -> LineFilter.HONEST);
    }

    /** A watch tells something else than happened. */
    static Defect wrongWatch(String name, String scenario, Function<ServerRequest, LineFilter> told) {
        return new Defect(name, scenario, request -> request, (request, answer) -> answer, told);
    }

    @Override
    public String toString() {
        return name;
    }
}
