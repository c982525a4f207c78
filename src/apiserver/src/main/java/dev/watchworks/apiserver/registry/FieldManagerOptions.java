package dev.watchworks.apiserver.registry;

/**
 * Who writes.
 *
 * @param manager whom the object tells of as the manager of what is written; empty for one that does not say
 * @param dryRun whether nothing is stored
 */
public record FieldManagerOptions(String manager, boolean dryRun) {}
