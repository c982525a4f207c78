package dev.watchworks.lesson.pitfalls;

/** A step of a follower, which returns the next step, or null at the end. */
@FunctionalInterface
interface Step {

    Step run() throws InterruptedException;

    /** Runs a step and all that follow, without growing the stack. */
    static void runAll(Step first) throws InterruptedException {
        Step step = first;
        while (step != null) {
            step = step.run();
        }
    }
}
