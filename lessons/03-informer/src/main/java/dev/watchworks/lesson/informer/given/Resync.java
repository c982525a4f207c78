package dev.watchworks.lesson.informer.given;

/**
 * What a resync does, as you predict it in step 8. Please do not change this file.
 *
 * @param requests how many requests the resync of three services sends
 * @param updates how many calls of {@code onUpdate} it makes, for all three together
 * @param addsOfEarly how many of the two new deployments the handler {@code early} gets by {@code onAdd}
 * @param addsOfLate how many of the two new deployments the handler {@code late} gets by {@code onAdd}
 */
public record Resync(int requests, int updates, int addsOfEarly, int addsOfLate) {}
