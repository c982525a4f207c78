package dev.watchworks.workbook.answer;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Replaces the parts of a message that differ from run to run. */
public final class MessageNormalizer {

    private static final Map<Pattern, String> RULES = rules();

    private MessageNormalizer() {}

    private static Map<Pattern, String> rules() {
        Map<Pattern, String> rules = new LinkedHashMap<>();
        rules.put(Pattern.compile("\\blab-[0-9a-f]{8}\\b"), "{namespace}");
        rules.put(Pattern.compile("\\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\\b"), "{uid}");
        rules.put(Pattern.compile("\\b(127\\.0\\.0\\.1|localhost)([:/]+)\\d+"), "$1$2{port}");
        rules.put(Pattern.compile("\\[?0?(:[0:]*):1]?:\\d+"), "[::1]:{port}");
        rules.put(Pattern.compile("(\\S*)watchworks\\d{6,}"), "{folder}");
        rules.put(Pattern.compile("\\b(resourceVersion(?:=| |: ?|s? )\"?)[1-9]\\d*"), "$1{version}");
        rules.put(
                Pattern.compile("\\b((?:list|watch) [a-z.]+(?: in \\S+)? from |event with the version )[1-9]\\d*"),
                "$1{version}");
        rules.put(Pattern.compile("\\b(too old resource version: )\\d+ \\(\\d+\\)"), "$1{version} ({version})");
        rules.put(
                Pattern.compile("\\b\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)"),
                "{time}");
        rules.put(Pattern.compile("\\+?\\b\\d+(\\.\\d+)? ?(ms|milliseconds|µs|ns)\\b"), "{time}");
        rules.put(Pattern.compile("\\+?\\b\\d+\\.\\d+ ?(s|seconds?)\\b"), "{time}");
        rules.put(Pattern.compile("\\b(\\w+\\.java):\\d+"), "$1:{line}");
        rules.put(Pattern.compile("@[0-9a-f]{5,8}\\b"), "@{identity}");
        rules.put(Pattern.compile("\\$\\$Lambda[/$.\\w]*"), "\\$\\$Lambda");
        rules.put(Pattern.compile("\\b(pool-)\\d+(-thread-)\\d+"), "$1{number}$2{number}");
        rules.put(Pattern.compile("\\b(Thread-)\\d+"), "$1{number}");
        // A ReplicaSet's hash and a pod's suffix consist of the letters that Kubernetes uses in generated names.
        rules.put(
                Pattern.compile("-[bcdfghjklmnpqrstvwxz2456789]{8,10}-[bcdfghjklmnpqrstvwxz2456789]{5}\\b"),
                "-{suffix}");
        return rules;
    }

    /** Returns the message with placeholders in braces. */
    public static String normalize(String message) {
        String text = message;
        for (Map.Entry<Pattern, String> rule : RULES.entrySet()) {
            text = rule.getKey().matcher(text).replaceAll(rule.getValue());
        }
        return text;
    }
}
