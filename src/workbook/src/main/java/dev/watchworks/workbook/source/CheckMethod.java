package dev.watchworks.workbook.source;

/**
 * A check in a source file.
 *
 * @param type the simple name of its class
 * @param name the method's name
 * @param step the step that it judges
 */
public record CheckMethod(String type, String name, int step) {

    /** Returns class and method, such as {@code RawWatchChecks.printsTheNameOfANewPod}. */
    public String label() {
        return type + "." + name;
    }
}
