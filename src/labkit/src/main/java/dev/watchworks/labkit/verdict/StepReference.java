package dev.watchworks.labkit.verdict;

/**
 * Which step of which lesson a check belongs to.
 *
 * @param parent {@code lessons}, or {@code solutions} when the answers of a solution are checked
 * @param lesson the lesson's folder, as in {@code 03-informer}
 * @param step counted from 1
 * @param title the step's title as its hint file has it
 */
public record StepReference(String parent, String lesson, int step, String title) {

    /** The page with the timelines, relative to the folder of a lesson or a solution. */
    public static final String TIMELINE_PAGE = "target/lab/timeline.html";

    /** {@code Step 2, Print what happens}. */
    public String label() {
        return "Step " + step + ", " + title;
    }

    /** Where the hints stand, relative to the repository's root. */
    public String hints() {
        return "lessons/" + lesson + "/hints/step-" + step + ".md";
    }

    /** The command that runs the checks of this step alone. */
    public String command() {
        return "./mvnw test -pl " + parent + "/" + lesson + " -Dstep=" + step;
    }

    /** Where the page with the timelines of the last run lies, relative to the repository's root. */
    public String timeline() {
        return parent + "/" + lesson + "/" + TIMELINE_PAGE;
    }
}
