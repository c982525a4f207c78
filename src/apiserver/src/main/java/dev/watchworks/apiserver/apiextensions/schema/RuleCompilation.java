package dev.watchworks.apiserver.apiextensions.schema;

/**
 * What compiling found out about a rule. Costs are those of the worst case, in units of the Common Expression Language.
 *
 * @param error why the rule does not compile; empty when it does
 * @param messageError why the message expression does not compile; empty when it does, or when there is none
 * @param usesOldSelf whether the rule compares with the stored value
 * @param maxCost of the rule
 * @param messageMaxCost of the message expression
 * @param maxCardinality how many values of the schema fit into one request
 */
public record RuleCompilation(
        String error,
        String messageError,
        boolean usesOldSelf,
        long maxCost,
        long messageMaxCost,
        long maxCardinality) {}
