package dev.watchworks.apiserver.apiextensions.cel;

import dev.cel.common.types.CelType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import java.util.List;
import java.util.function.ToLongFunction;

/** {@code semver}, {@code isSemver} and the comparison of versions. */
final class SemverFunctions {
    private static final CelType SEMVER = OpaqueType.create("kubernetes.Semver");
    private static final CelArgument VERSION = new CelArgument(SEMVER, CelSemver.class);
    private static final List<CelArgument> TEXT = List.of(CelArgument.TEXT);
    private static final List<CelArgument> TEXT_AND_FLAG = List.of(CelArgument.TEXT, CelArgument.BOOLEAN);
    private static final List<CelArgument> TWO = List.of(VERSION, VERSION);

    private SemverFunctions() {}

    static void addTo(FunctionLibrary library) {
        library.global("semver", "string_to_semver", SEMVER, TEXT, SemverFunctions::parse);
        library.global("semver", "string_bool_to_semver", SEMVER, TEXT_AND_FLAG, SemverFunctions::parse);
        library.global("isSemver", "is_semver_string", SimpleType.BOOL, TEXT, SemverFunctions::isSemver);
        library.global("isSemver", "is_semver_string_bool", SimpleType.BOOL, TEXT_AND_FLAG, SemverFunctions::isSemver);
        library.member("isGreaterThan", "semver_is_greater_than", SimpleType.BOOL, TWO, values -> order(values) > 0);
        library.member("isLessThan", "semver_is_less_than", SimpleType.BOOL, TWO, values -> order(values) < 0);
        library.member("compareTo", "semver_compare_to", SimpleType.INT, TWO, SemverFunctions::order);
        number(library, "major", "semver_major", CelSemver::major);
        number(library, "minor", "semver_minor", CelSemver::minor);
        number(library, "patch", "semver_patch", CelSemver::patch);
    }

    private static void number(
            FunctionLibrary library, String name, String overload, ToLongFunction<CelSemver> number) {
        library.member(
                name, overload, SimpleType.INT, List.of(VERSION), values -> number.applyAsLong((CelSemver) values[0]));
    }

    private static CelSemver parse(Object[] arguments) {
        String text = (String) arguments[0];
        boolean tolerant = arguments.length > 1 && (Boolean) arguments[1];
        return tolerant ? CelSemver.parseTolerant(text) : CelSemver.parse(text);
    }

    private static boolean isSemver(Object[] arguments) {
        try {
            parse(arguments);
            return true;
        } catch (IllegalArgumentException wrong) {
            return false;
        }
    }

    private static long order(Object[] arguments) {
        return ((CelSemver) arguments[0]).compareTo((CelSemver) arguments[1]);
    }
}
