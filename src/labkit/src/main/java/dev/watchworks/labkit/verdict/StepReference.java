package dev.watchworks.labkit.verdict;

/**
 * Names the step and the lesson of a check.
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

    /** The hint file, relative to the repository's root. */
    public String hints() {
        return "lessons/" + lesson + "/hints/step-" + step + ".md";
    }

    /** The command that runs the checks of this step alone. */
    public String command() {
        return isRunByLab()
                ? "./lab check " + lesson + " --step " + step
                : "./mvnw test -pl " + parent + "/" + lesson + " -Dstep=" + step;
    }

    /** Whether {@code ./lab} runs the checks, and not Maven: commands in messages are those that the learner uses. */
    public static boolean isRunByLab() {
        return System.getProperty("lab.top") != null;
    }

    /** The page with the timelines of the last run, relative to the repository's root. */
    public String timeline() {
        return parent + "/" + lesson + "/" + TIMELINE_PAGE;
    }
}
