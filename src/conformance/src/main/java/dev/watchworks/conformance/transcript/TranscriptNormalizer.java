package dev.watchworks.conformance.transcript;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces the parts of a scenario's steps that differ from run to run: UIDs, times, addresses, random names, and
 * versions except for their order. The name of a pod's service account is left out, because the reference cluster runs
 * without the admission plugin that sets it.
 */
public final class TranscriptNormalizer {
    private static final Pattern UID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");
    private static final Pattern AGE = Pattern.compile("\\d{1,2}s");
    private static final Pattern ADDRESS = Pattern.compile("\\b10\\.\\d+\\.\\d+\\.\\d+\\b");
    private static final Pattern VERSIONS_IN_MESSAGE =
            Pattern.compile("(resource version: )(\\d+|<future>)(, current: | \\()(\\d+)");
    private static final Pattern QUOTED_VERSION =
            Pattern.compile("(\"resourceVersion\\\\*\":\\\\*\"|in the precondition \\(|in record \\()(\\d+)");
    private static final Pattern VERSION_IN_QUERY = Pattern.compile("(resourceVersion=)(\\d+)");
    private static final Pattern TOKEN_IN_QUERY = Pattern.compile("(continue=)([A-Za-z0-9_-]{8,})");

    private final TranscriptVersions versions = new TranscriptVersions();
    private final Map<String, String> texts;
    private final Map<String, String> uids = new LinkedHashMap<>();
    private boolean isSent;

    private TranscriptNormalizer(Map<String, String> texts) {
        this.texts = new LinkedHashMap<>(texts);
    }

    /**
     * Returns a transcript that can be compared with others.
     *
     * @param texts texts and their placeholders, such as {@code {namespace}} for the scenario's namespace
     */
    public static Transcript normalize(List<TranscriptStep> steps, Map<String, String> texts) {
        TranscriptNormalizer normalizer = new TranscriptNormalizer(texts);
        steps.forEach(step -> step.lines().forEach(normalizer::collect));
        List<TranscriptStep> result = new ArrayList<>();
        for (TranscriptStep step : steps) {
            result.add(new TranscriptStep(
                    normalizer.request(step.title()),
                    step.lines().stream().map(normalizer::line).toList()));
        }
        return new Transcript(result);
    }

    private void collect(String line) {
        JsonNode tree = JsonLine.read(line);
        if (tree != null) {
            versions.collect(tree);
            collectNames(tree);
        }
    }

    private void collectNames(JsonNode node) {
        String prefix = node.path("metadata").path("generateName").asText();
        String name = node.path("metadata").path("name").asText();
        if (!prefix.isEmpty() && name.startsWith(prefix) && name.length() > prefix.length()) {
            texts.putIfAbsent(name, prefix + "<" + (name.length() - prefix.length()) + " random>");
        }
        node.forEach(this::collectNames);
    }

    private String request(String title) {
        String result = replace(VERSION_IN_QUERY, title, match -> match.group(1) + versions.mentioned(match.group(2)));
        return text(replace(TOKEN_IN_QUERY, result, match -> match.group(1) + token(match.group(2))));
    }

    private String line(String line) {
        if (line.startsWith(TranscriptStep.SENT)) {
            isSent = true;
            String result = TranscriptStep.SENT + line(line.substring(TranscriptStep.SENT.length()));
            isSent = false;
            return result;
        }
        JsonNode tree = JsonLine.read(line);
        return tree == null ? text(line) : tree(tree, false).toString();
    }

    private JsonNode tree(JsonNode node, boolean isSnapshot) {
        if (node.isTextual()) {
            return JsonNodeFactory.instance.textNode(text(node.asText()));
        }
        if (node.isArray()) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            node.forEach(item -> list.add(tree(item, isSnapshot)));
            return list;
        }
        if (!node.isObject()) {
            return node;
        }
        boolean isBookmark = node.path("type").asText().equals("BOOKMARK");
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        node.fields().forEachRemaining(field -> {
            String name = field.getKey();
            JsonNode value = field.getValue();
            if (name.startsWith("serviceAccount") && value.asText().equals("default")) {
                return;
            }
            if (name.equals("metadata") && value.isObject()) {
                object.set(name, metadata(value, isSnapshot || !TranscriptVersions.isOfObject(node)));
            } else if (name.equals("resourceVersion") && value.isTextual()) {
                object.put(name, versions.mentioned(value.asText()));
            } else if (name.equals("nodePort") && value.isNumber()) {
                object.put(name, "<port>");
            } else if (name.equals("causes") && value.isArray()) {
                object.set(name, tree(causes(value), isSnapshot));
            } else {
                object.set(text(name), tree(value, isSnapshot || isBookmark && name.equals("object")));
            }
        });
        return object;
    }

    private ObjectNode metadata(JsonNode metadata, boolean isSnapshot) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        metadata.fields().forEachRemaining(field -> {
            String value = field.getValue().asText();
            switch (field.getKey()) {
                case "resourceVersion" ->
                    result.put("resourceVersion", isSnapshot ? versions.ofSnapshot(value) : versions.ofObject(value));
                case "continue" -> result.put("continue", token(value));
                case "managedFields" -> result.set("managedFields", tree(managers(field.getValue()), false));
                default -> result.set(field.getKey(), tree(field.getValue(), false));
            }
        });
        return result;
    }

    /** Sorts the causes of a conflict by manager: a real server has its managers in random order. */
    private static JsonNode causes(JsonNode causes) {
        if (!causes.path(0).path("reason").asText().equals("FieldManagerConflict")) {
            return causes;
        }
        List<JsonNode> sorted = new ArrayList<>();
        causes.forEach(sorted::add);
        sorted.sort(
                Comparator.comparing((JsonNode cause) -> cause.path("message").asText()));
        return JsonNodeFactory.instance.arrayNode().addAll(sorted);
    }

    /** Sorts managers as if all had written within one second: a server puts the older ones first. */
    private JsonNode managers(JsonNode entries) {
        if (isSent) {
            return entries;
        }
        List<JsonNode> sorted = new ArrayList<>();
        entries.forEach(sorted::add);
        sorted.sort(
                Comparator.comparing((JsonNode entry) -> entry.path("operation").asText())
                        .thenComparing(TranscriptNormalizer::moment)
                        .thenComparing(entry -> entry.path("manager").asText())
                        .thenComparing(entry -> entry.path("apiVersion").asText())
                        .thenComparing(entry -> entry.path("subresource").asText()));
        return JsonNodeFactory.instance.arrayNode().addAll(sorted);
    }

    /** Times that a scenario sent itself are long ago, and they are compared. */
    private static String moment(JsonNode entry) {
        String time = entry.path("time").asText();
        return time.compareTo("2020") > 0 ? "now" : time;
    }

    /** Decodes a continue token, which is JSON inside; a token that cannot be decoded stays as it is. */
    private String token(String token) {
        try {
            String inside = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            return "<"
                    + text(replace(
                            Pattern.compile("(\"rv\":)(\\d+)"),
                            inside,
                            match -> match.group(1) + versions.mentioned(match.group(2))))
                    + ">";
        } catch (IllegalArgumentException noToken) {
            return token;
        }
    }

    private String text(String text) {
        if (AGE.matcher(text).matches()) {
            return "<age>";
        }
        String result = text;
        for (Map.Entry<String, String> known : texts.entrySet()) {
            result = result.replace(known.getKey(), known.getValue());
        }
        result = replace(
                UID, result, match -> uids.computeIfAbsent(match.group(), uid -> "<uid " + (uids.size() + 1) + ">"));
        result = replace(TIME, result, match -> match.group(1) == null ? "<time>" : "<time with fractions>");
        result = replace(ADDRESS, result, match -> "<address>");
        result = replace(QUOTED_VERSION, result, match -> match.group(1) + versions.mentioned(match.group(2)));
        return replace(
                VERSIONS_IN_MESSAGE,
                result,
                match -> match.group(1) + versions.mentioned(match.group(2)) + match.group(3) + "<version>");
    }

    private static String replace(Pattern pattern, String text, Function<Matcher, String> words) {
        Matcher matcher = pattern.matcher(text);
        StringBuilder result = new StringBuilder();
        while (matcher.find()) {
            matcher.appendReplacement(result, Matcher.quoteReplacement(words.apply(matcher)));
        }
        return matcher.appendTail(result).toString();
    }
}
