package dev.watchworks.apiserver.controllers.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.meta.SemanticEquality;
import java.nio.charset.StandardCharsets;

/**
 * The value of the label {@code pod-template-hash}: a 32-bit FNV-1a hash whose decimal digits are written in Kubernetes'
 * safe alphabet. Kubernetes hashes a dump of Go structs and this class hashes canonical JSON, so the values have the same
 * form but differ.
 */
final class PodTemplateHash {
    static final String LABEL = "pod-template-hash";

    private static final int OFFSET_BASIS = 0x811c9dc5;
    private static final int PRIME = 0x01000193;
    /** Without vowels and similar letters, so that no word appears by chance. */
    private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";

    private PodTemplateHash() {}

    /** @param collisions how often a replica set of another owner already had the hash */
    static String of(JsonNode template, int collisions) {
        int hash = add(OFFSET_BASIS, Json.write(SemanticEquality.canonical(template)));
        if (collisions > 0) {
            hash = add(hash, Integer.toString(collisions).getBytes(StandardCharsets.UTF_8));
        }
        StringBuilder safe = new StringBuilder();
        for (char digit : Integer.toUnsignedString(hash).toCharArray()) {
            safe.append(ALPHABET.charAt(digit % ALPHABET.length()));
        }
        return safe.toString();
    }

    private static int add(int before, byte[] bytes) {
        int hash = before;
        for (byte each : bytes) {
            hash = (hash ^ (each & 0xff)) * PRIME;
        }
        return hash;
    }
}
