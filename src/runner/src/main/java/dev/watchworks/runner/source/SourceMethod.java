package dev.watchworks.runner.source;

import java.util.SortedSet;

/**
 * A method of a class that has a name.
 *
 * @param key class, name and types of the parameters, as in {@code PodFollower.pause(int,Duration)}
 * @param name its name
 * @param returnType as it is written, as in {@code Watch<V1Pod>}
 * @param line where its return type stands, counted from 1
 * @param declaration where its declaration begins in the text, modifiers and annotations included
 * @param returnTypeStart where its return type begins
 * @param returnTypeEnd the place behind its return type
 * @param bodyStart where its body's opening brace stands
 * @param bodyEnd the place behind its closing brace
 * @param markers the steps whose markers it makes, in anything inside of it
 */
public record SourceMethod(
        String key,
        String name,
        String returnType,
        long line,
        int declaration,
        int returnTypeStart,
        int returnTypeEnd,
        int bodyStart,
        int bodyEnd,
        SortedSet<Integer> markers) {

    /** Returns a body that does nothing, and returns null, 0 or false. */
    public String emptyBody() {
        return switch (returnType) {
            case "void" -> "{ }";
            case "boolean" -> "{ return false; }";
            case "byte", "short", "int", "long", "char", "float", "double" -> "{ return 0; }";
            default -> "{ return null; }";
        };
    }
}
