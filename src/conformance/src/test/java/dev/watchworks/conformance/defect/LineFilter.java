package dev.watchworks.conformance.defect;

import java.util.List;

/** What becomes of the lines of one watch. */
interface LineFilter {
    /** Lets all lines pass. */
    LineFilter HONEST = List::of;

    /** The lines that come in place of one, perhaps none. */
    List<String> pass(String line);

    /** The lines that come when the watch ends. */
    default List<String> end() {
        return List.of();
    }

    /** The status of the answer. */
    default int code(int code) {
        return code;
    }
}
