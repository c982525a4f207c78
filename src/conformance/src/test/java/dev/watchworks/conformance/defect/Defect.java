package dev.watchworks.conformance.defect;

import dev.watchworks.conformance.http.ServerRequest;
import dev.watchworks.conformance.http.ServerResponse;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A mistake that an API server might make, planted between the embedded server and its client.
 *
 * @param name what is wrong
 * @param scenario the file of the scenario that has to find it
 * @param request changes each request
 * @param response changes each response
 * @param lines makes the filter for the lines of a watch, a new one for each watch
 */
record Defect(
        String name,
        String scenario,
        UnaryOperator<ServerRequest> request,
        BiFunction<ServerRequest, ServerResponse, ServerResponse> response,
        Function<ServerRequest, LineFilter> lines) {

    /** The server receives a changed request: it ignores a part of what the client sent. */
    static Defect changedRequest(String name, String scenario, UnaryOperator<ServerRequest> request) {
        return new Defect(name, scenario, request, (sent, response) -> response, sent -> LineFilter.HONEST);
    }

    /** The server sends a wrong response. */
    static Defect wrongAnswer(
            String name, String scenario, BiFunction<ServerRequest, ServerResponse, ServerResponse> response) {
        return new Defect(name, scenario, sent -> sent, response, sent -> LineFilter.HONEST);
    }

    /** A watch sends events that differ from what happened. */
    static Defect wrongWatch(String name, String scenario, Function<ServerRequest, LineFilter> lines) {
        return new Defect(name, scenario, sent -> sent, (sent, response) -> response, lines);
    }

    @Override
    public String toString() {
        return name;
    }
}
