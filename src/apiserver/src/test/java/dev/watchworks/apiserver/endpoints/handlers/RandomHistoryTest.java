package dev.watchworks.apiserver.endpoints.handlers;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * Whatever happens in whatever order, every watcher sees a history without a gap, in order and nothing twice, from its
 * version on; a list and the watch from its version make up the store; and nothing is lost.
 *
 * <p>Writes, watches, cuts, resumptions and compactions come at random; a history that fails is made as short as it can
 * be. {@code -Djqwik.tries.default=100000} plays more of them.
 */
class RandomHistoryTest {

    @Property
    void everyHistoryIsToldWholeAndOnce(@ForAll("histories") List<HistoryStep> history) {
        try (HistoryPlayer player = new HistoryPlayer()) {
            history.forEach(player::play);
            player.finish();
        }
    }

    @Provide
    Arbitrary<List<HistoryStep>> histories() {
        Arbitrary<String> names = Arbitraries.of("a", "b", "c", "d");
        Arbitrary<String> tiers = Arbitraries.of("front", "back");
        Arbitrary<String> selectors = tiers.injectNull(0.5);
        Arbitrary<Integer> slots = Arbitraries.integers().between(0, 2);
        Arbitrary<HistoryStep> steps = Arbitraries.frequencyOf(
                Tuple.of(6, Combinators.combine(names, tiers).as(HistoryStep.Create::new)),
                Tuple.of(6, Combinators.combine(names, tiers).as(HistoryStep.Label::new)),
                Tuple.of(4, names.map(HistoryStep.Delete::new)),
                Tuple.of(
                        3,
                        Combinators.combine(slots, Arbitraries.integers().between(-1, 12), selectors)
                                .as(HistoryStep.Open::new)),
                Tuple.of(5, slots.map(HistoryStep.Read::new)),
                Tuple.of(2, slots.map(HistoryStep.Cut::new)),
                Tuple.of(3, slots.map(HistoryStep.Resume::new)),
                Tuple.of(1, Arbitraries.integers().between(0, 12).map(HistoryStep.Compact::new)),
                Tuple.of(
                        2,
                        Combinators.combine(Arbitraries.of(0, 1, 2), selectors).as(HistoryStep.Look::new)));
        return steps.list().ofMinSize(1).ofMaxSize(120);
    }
}
