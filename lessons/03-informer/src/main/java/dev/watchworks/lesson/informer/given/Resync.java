package dev.watchworks.lesson.informer.given;

/**
 * Your prediction of step 8: what a resync does. Please do not change this file.
 *
 * @param requests how many requests the resync of three services sends
 * @param updates how many calls of {@code onUpdate} it makes, for all three services together
 * @param addsOfEarly how many calls of {@code onAdd} the handler {@code early} gets for the two new deployments
 * @param addsOfLate how many calls of {@code onAdd} the handler {@code late} gets for the two new deployments
 */
public record Resync(int requests, int updates, int addsOfEarly, int addsOfLate) {}
