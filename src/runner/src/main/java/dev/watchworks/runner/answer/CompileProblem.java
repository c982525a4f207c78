package dev.watchworks.runner.answer;

/**
 * The compiler's first error in a learner's file.
 *
 * @param file the file, relative to the workbook's top folder, with slashes
 * @param line counted from 1
 * @param code the line of code
 * @param message the compiler's words, perhaps several lines
 * @param errors how many errors the compiler found
 */
public record CompileProblem(String file, long line, String code, String message, int errors) {}
