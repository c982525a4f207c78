package dev.watchworks.workbook.mutant;

/** The kinds of changes that make a mutant. */
public enum MutationOperator {
    /** A condition is negated, or one half of it is left out. */
    CONDITION,
    /** A comparison includes its boundary, or excludes it. */
    BOUNDARY,
    /** Another operator of arithmetic. */
    ARITHMETIC,
    /** A number, text or boolean has another value. */
    CONSTANT,
    /** A call, an assignment or a jump is left out. */
    REMOVAL,
    /** A call is replaced by its receiver or by its argument. */
    CALL,
    /** Two arguments change places. */
    ARGUMENTS,
    /** A method returns nothing useful: null, 0, an empty text, a fixed boolean. */
    RETURN,
    /** A catch block swallows, rethrows, or catches less; a finally block does nothing; a resource stays open. */
    EXCEPTION,
    /** Something is not synchronized, not volatile, or wakes up only one thread; a loop around a wait is an if. */
    CONCURRENCY
}
