package dev.watchworks.apiserver.registry;

import java.util.Random;
import java.util.UUID;

/** Generates UIDs and names from a seed. */
final class NameGenerator {
    /** Kubernetes' alphabet: it has no vowels and no digits that look like letters, so no name contains a word. */
    private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";

    private static final int SUFFIX_LENGTH = 5;

    /** A longer {@code generateName} is cut, so that the name fits a label of 63 characters. */
    private static final int MAXIMUM_PREFIX_LENGTH = 63 - SUFFIX_LENGTH;

    private final Random random;

    NameGenerator(long seed) {
        random = new Random(seed);
    }

    String uid() {
        long high = random.nextLong() & ~0xf000L | 0x4000L;
        long low = random.nextLong() & ~(0x3L << 62) | 0x2L << 62;
        return new UUID(high, low).toString();
    }

    String generatedName(String prefix) {
        StringBuilder name = new StringBuilder(
                prefix.length() > MAXIMUM_PREFIX_LENGTH ? prefix.substring(0, MAXIMUM_PREFIX_LENGTH) : prefix);
        for (int count = 0; count < SUFFIX_LENGTH; count++) {
            name.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return name.toString();
    }
}
