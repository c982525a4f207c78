package dev.watchworks.apiserver.endpoints.handlers;

import org.jspecify.annotations.Nullable;

/** One thing that happens in a random history. A slot is the place of one of several watches. */
sealed interface HistoryStep {
    /** Creates a config map with a label, or is refused as it exists. */
    record Create(String name, String tier) implements HistoryStep {}

    /** Changes the label, or changes nothing when it has that value. */
    record Label(String name, String tier) implements HistoryStep {}

    record Delete(String name) implements HistoryStep {}

    /** Opens a watch; a negative age leaves the version out, otherwise it is so many versions old. */
    record Open(int slot, int age, @Nullable String tier) implements HistoryStep {}

    /** Reads what a watch tells. */
    record Read(int slot) implements HistoryStep {}

    /** Breaks a watch off, having read it or not. */
    record Cut(int slot) implements HistoryStep {}

    /** Opens a cut watch again, from the last version that it told. */
    record Resume(int slot) implements HistoryStep {}

    /** Forgets all that is older than so many versions. */
    record Compact(int age) implements HistoryStep {}

    /** Lists, whole or in pages. */
    record Look(int limit, @Nullable String tier) implements HistoryStep {}
}
