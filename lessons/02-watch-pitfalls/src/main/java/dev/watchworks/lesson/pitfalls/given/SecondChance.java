package dev.watchworks.lesson.pitfalls.given;

/**
 * What happens around a handler that fails, as you predict it in step 10. Please do not change this file.
 *
 * @param othersHandled how many of the four other pods' changes the handler has seen when it is called the third time for
 *     the first change of {@code web}
 * @param stateInThirdCall which state of {@code web} that third call gets: 1, or the 2 that has come meanwhile
 */
public record SecondChance(int othersHandled, int stateInThirdCall) {}
