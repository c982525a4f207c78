package dev.watchworks.lesson.pitfalls.given;

/** Five things that happen while a watcher is away for a second, for step 3. Please do not change this file. */
public enum WhileAway {
    /** The pod {@code created} was created. */
    CREATED,
    /** The pod {@code labelled}, which was there before, got the label {@code tier=front}. */
    LABELLED,
    /** The pod {@code painted}, which was there before, got {@code colour=blue}, and a moment later {@code colour=green}: the blue one. */
    PAINTED_BLUE,
    /** The pod {@code deleted}, which was there before, was deleted. */
    DELETED,
    /** The pod {@code brief} was created, and deleted again. */
    CAME_AND_WENT
}
