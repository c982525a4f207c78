package dev.watchworks.apiserver.apiextensions.schema;

/**
 * A rule that does not hold, or that cannot be evaluated.
 *
 * @param rule as the schema has it
 * @param detail the message for the client
 * @param isError whether the rule cannot be evaluated; then the error has no reason and no field of its own
 * @param usesOldSelf whether the rule compares with the stored value
 */
public record RuleFailure(ValidationRule rule, String detail, boolean isError, boolean usesOldSelf) {}
