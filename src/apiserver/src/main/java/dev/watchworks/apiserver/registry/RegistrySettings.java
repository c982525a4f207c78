package dev.watchworks.apiserver.registry;

import dev.watchworks.apiserver.registry.rest.ResourceType;
import java.time.Clock;
import java.util.List;

/**
 * What a registry is made of.
 *
 * @param types the table of kinds
 * @param clock dates objects
 * @param seed makes UIDs and generated names
 */
public record RegistrySettings(List<ResourceType> types, Clock clock, long seed) {
    public RegistrySettings {
        types = List.copyOf(types);
    }
}
