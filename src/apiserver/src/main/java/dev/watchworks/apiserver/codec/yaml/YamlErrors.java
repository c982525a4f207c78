package dev.watchworks.apiserver.codec.yaml;

/** Go's words for SnakeYAML's errors: both have the ancestor libyaml, and most of its words. */
final class YamlErrors {
    private YamlErrors() {}

    /** Returns the message; the line is 0 when it is not known. */
    static String explain(String problem, int line) {
        return (line == 0 ? "" : "line " + line + ": ") + words(problem);
    }

    private static String words(String problem) {
        if (problem.startsWith("mapping values are not allowed")) {
            return "mapping values are not allowed in this context";
        }
        if (problem.startsWith("expected <block end>")) {
            return "did not find expected key";
        }
        if (problem.startsWith("expected ',' or ']'")) {
            return "did not find expected ',' or ']'";
        }
        if (problem.startsWith("expected ',' or '}'")) {
            return "did not find expected ',' or '}'";
        }
        if (problem.startsWith("expected the node content")) {
            return "did not find expected node content";
        }
        if (problem.contains("that cannot start any token")) {
            return "found character that cannot start any token";
        }
        if (problem.startsWith("found undefined alias")) {
            return "unknown anchor '"
                    + problem.substring("found undefined alias".length()).trim() + "' referenced";
        }
        return problem;
    }
}
