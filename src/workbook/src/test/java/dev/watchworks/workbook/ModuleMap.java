package dev.watchworks.workbook;

import dev.watchworks.runner.lesson.Workbook;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The map in CONTRIBUTING.md: each module of {@code src} that the build has, and the modules that its main code may use.
 *
 * @param mayUse by module, as in {@code cli} to {@code [apiserver]}
 */
record ModuleMap(Map<String, Set<String>> mayUse) {

    /** A row with one module of the build. The part of the last cell behind a semicolon is about tests. */
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `src/(\\w+)` \\|[^|]*\\| ([^|;–]+)(;[^|]*)?\\|$");

    private static final Pattern QUOTED = Pattern.compile("`(\\w+)`");
    private static final String ALL_ABOVE = "all of the above";

    /** Reads the map. */
    static ModuleMap read() {
        Map<String, Set<String>> modules = new TreeMap<>();
        ROW.matcher(Workbook.read(Workbook.here().root().resolve("CONTRIBUTING.md")))
                .results()
                .forEach(row -> modules.put(row.group(1), allowed(row, modules)));
        return new ModuleMap(modules);
    }

    private static Set<String> allowed(MatchResult row, Map<String, Set<String>> above) {
        return row.group(2).startsWith(ALL_ABOVE)
                ? new TreeSet<>(above.keySet())
                : Arrays.stream(row.group(2).split(","))
                        .flatMap(cell -> QUOTED.matcher(cell).results())
                        .map(name -> name.group(1))
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The modules that the main code of this module may not use. */
    Set<String> forbidden(String module) {
        Set<String> others = new TreeSet<>(mayUse.keySet());
        others.remove(module);
        others.removeAll(mayUse.get(module));
        return others;
    }
}
