package dev.watchworks.workbook.source;

/**
 * A check as it stands in a source.
 *
 * @param type the simple name of its class
 * @param name the method's name
 * @param step which step it judges
 */
public record CheckMethod(String type, String name, int step) {

    /** As in {@code RawWatchChecks.printsTheNameOfANewPod}. */
    public String label() {
        return type + "." + name;
    }
}
