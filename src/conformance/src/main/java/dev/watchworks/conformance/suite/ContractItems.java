package dev.watchworks.conformance.suite;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The items of the contract, by number: a sentence each, from {@code contract.txt}. */
public final class ContractItems {
    private static final String FILE = "/dev/watchworks/conformance/contract.txt";

    private ContractItems() {}

    /** All of them. */
    public static Map<Integer, String> all() {
        try (InputStream file = ContractItems.class.getResourceAsStream(FILE)) {
            Map<Integer, String> items = new TreeMap<>();
            new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split(" ", 2))
                    .forEach(item -> items.put(Integer.parseInt(item[0]), item[1]));
            return items;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
