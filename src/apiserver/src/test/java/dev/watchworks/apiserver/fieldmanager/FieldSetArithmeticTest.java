package dev.watchworks.apiserver.fieldmanager;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A set of fields is a set of paths, so its operations have the results of plain set operations. */
class FieldSetArithmeticTest {

    @Property
    void aUnionHasTheFieldsOfBothSets(
            @ForAll("paths") Set<List<String>> one, @ForAll("paths") Set<List<String>> other) {
        Set<List<String>> expected = new HashSet<>(one);
        expected.addAll(other);

        assertThat(set(one).union(set(other))).isEqualTo(set(expected));
    }

    @Property
    void anIntersectionHasTheCommonFields(
            @ForAll("paths") Set<List<String>> one, @ForAll("paths") Set<List<String>> other) {
        assertThat(set(one).intersection(set(other))).isEqualTo(set(kept(one, other, Set::contains)));
    }

    @Property
    void aDifferenceHasTheFieldsThatTheOtherDoesNotHave(
            @ForAll("paths") Set<List<String>> one, @ForAll("paths") Set<List<String>> other) {
        assertThat(set(one).difference(set(other)))
                .isEqualTo(set(kept(one, other, (paths, path) -> !paths.contains(path))));
    }

    @Property
    void aRecursiveDifferenceHasNoFieldsBelowTheOthers(
            @ForAll("paths") Set<List<String>> one, @ForAll("paths") Set<List<String>> other) {
        assertThat(set(one).recursiveDifference(set(other)))
                .isEqualTo(set(kept(
                        one, other, (paths, path) -> beginnings(path).stream().noneMatch(paths::contains))));
    }

    @Property
    void aSetIsReadAsItWasWritten(@ForAll("paths") Set<List<String>> paths) {
        FieldSet set = set(paths);

        assertThat(FieldSet.of(set.toJson())).isEqualTo(set);
        assertThat(paths).allMatch(path -> set.has(path.toArray(String[]::new)));
    }

    private static Set<List<String>> kept(
            Set<List<String>> paths, Set<List<String>> others, BiPredicate<Set<List<String>>, List<String>> rule) {
        Set<List<String>> kept = new HashSet<>(paths);
        kept.removeIf(path -> !rule.test(others, path));
        return kept;
    }

    private static List<List<String>> beginnings(List<String> path) {
        List<List<String>> beginnings = new ArrayList<>();
        for (int length = 1; length <= path.size(); length++) {
            beginnings.add(path.subList(0, length));
        }
        return beginnings;
    }

    private static FieldSet set(Set<List<String>> paths) {
        FieldSet set = FieldSet.EMPTY;
        for (List<String> path : paths) {
            set = set.union(FieldSet.of(path.toArray(String[]::new)));
        }
        return set;
    }

    @Provide
    Arbitrary<Set<List<String>>> paths() {
        return Arbitraries.of("a", "b", "c", ".")
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .set()
                .ofMaxSize(12);
    }
}
