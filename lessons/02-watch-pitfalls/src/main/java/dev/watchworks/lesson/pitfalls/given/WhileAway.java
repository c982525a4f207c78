package dev.watchworks.lesson.pitfalls.given;

/** Five things that happen while a watcher is away for a second, for step 3. Please do not change this file. */
public enum WhileAway {
    /** The pod {@code created} was created. */
    CREATED,
    /** The existing pod {@code labelled} got the label {@code tier=front}. */
    LABELLED,
    /** The existing pod {@code painted} got {@code colour=blue}, and then {@code colour=green}; this is the blue one. */
    PAINTED_BLUE,
    /** The existing pod {@code deleted} was deleted. */
    DELETED,
    /** The pod {@code brief} was created and deleted again. */
    CAME_AND_WENT
}
