package dev.watchworks.runner.progress;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** How far a learner is with a step. */
public enum StepState {
    /** No run has come to a verdict other than TODO. */
    @JsonProperty("todo")
    TODO,
    /** The last run was red, and so was each run before. */
    @JsonProperty("red")
    RED,
    /** The last run was green. */
    @JsonProperty("green")
    GREEN,
    /** The step was green once, and the last run was not. */
    @JsonProperty("broken")
    BROKEN;

    /** The state's name in the file, such as {@code green}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
