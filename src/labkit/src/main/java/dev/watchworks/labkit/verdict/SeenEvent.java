package dev.watchworks.labkit.verdict;

/**
 * An event before the failure of a check.
 *
 * @param text what happened, with its time
 * @param weight how much it proves; where there is no room for all, the lightest are left out
 */
public record SeenEvent(String text, int weight) {}
