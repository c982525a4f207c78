package dev.watchworks.lesson.pitfalls.given;

/**
 * Your prediction of step 10: what a second chance costs. Please do not change this file.
 *
 * @param othersHandled how many changes of the four other pods the handler has seen before its third call for {@code web}
 * @param stateInThirdCall which state of {@code web} this third call gets: 1, or 2, which has arrived in the meantime
 */
public record SecondChance(int othersHandled, int stateInThirdCall) {}
