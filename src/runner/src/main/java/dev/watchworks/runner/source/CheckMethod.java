package dev.watchworks.runner.source;

/**
 * A check in a source file.
 *
 * @param type the simple name of its class
 * @param name the method's name
 * @param step the step that it judges
 * @param order its place among the checks of the step, counted from 1; 0 when it names none
 */
public record CheckMethod(String type, String name, int step, int order) {

    /** Returns class and method, such as {@code RawWatchChecks.printsTheNameOfANewPod}. */
    public String label() {
        return type + "." + name;
    }
}
