package dev.watchworks.conformance.defect;

import java.util.List;

/** Changes the lines of a watch. */
interface LineFilter {
    /** Lets all lines pass. */
    LineFilter HONEST = List::of;

    /** Returns the lines that replace a line. */
    List<String> pass(String line);

    /** Returns additional lines for the end of the watch. */
    default List<String> end() {
        return List.of();
    }

    /** Returns the HTTP status of the response. */
    default int code(int code) {
        return code;
    }
}
