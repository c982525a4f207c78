package dev.watchworks.workbook.claim;

/**
 * A sentence of a task that asks for nothing that a check could hold.
 *
 * @param step the step of the task
 * @param quote the sentence, as the task has it, without markup
 * @param reason {@code explains}, {@code advice}, {@code given: …} or {@code no check can decide: …}
 */
public record Remark(int step, String quote, String reason) {}
