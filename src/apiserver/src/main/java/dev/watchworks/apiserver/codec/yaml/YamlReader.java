package dev.watchworks.apiserver.codec.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.golang.GoFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;
import org.yaml.snakeyaml.scanner.ScannerException;

/**
 * Reads a YAML document as a tree of JSON, as {@code sigs.k8s.io/yaml} does. SnakeYAML parses the text; {@link
 * ScalarResolver} decides what scalars mean. The classes are loaded by the first request in YAML.
 */
public final class YamlReader {
    /** Marks scalars without quotes and without a tag of their own. */
    private static final Tag PLAIN = new Tag("tag:watchworks.dev,2026:plain");

    private static final String MERGE_KEY = "<<";

    /** More values than a body has without aliases; a small document with nested aliases can have billions. */
    private static final int MAXIMUM_VALUES = 4_000_000;

    private final List<String> duplicateKeys = new ArrayList<>();
    private int values;

    private YamlReader() {}

    /**
     * A document as read.
     *
     * @param duplicateKeys for each key that a map has twice, a message such as {@code line 3: key "a" already set in map}
     */
    public record Document(JsonNode value, List<String> duplicateKeys) {}

    /**
     * Reads the first document of a text; an empty text is a JSON null. When a map has a key twice, the last one counts.
     *
     * @throws InvalidYamlException when the text is not YAML or has no form in JSON
     */
    public static Document read(byte[] text) {
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(Json.MAXIMUM_DEPTH);
        options.setCodePointLimit(Math.max(1, text.length));
        StreamReader stream = new StreamReader(new String(text, StandardCharsets.UTF_8));
        Composer composer = new Composer(new ParserImpl(stream, options), new PlainResolver(), options);
        try {
            if (!composer.checkNode()) {
                return new Document(NullNode.getInstance(), List.of());
            }
            YamlReader reader = new YamlReader();
            JsonNode value = reader.value(composer.getNode(), 0);
            return new Document(value, reader.duplicateKeys);
        } catch (MarkedYAMLException refused) {
            throw new InvalidYamlException("yaml: "
                    + YamlErrors.explain(
                            refused.getProblem(), line(refused.getProblemMark(), refused.getContextMark(), refused)));
        } catch (YAMLException refused) {
            throw new InvalidYamlException("yaml: " + refused.getMessage());
        }
    }

    /** The line as go-yaml counts it, or 0. */
    private static int line(@Nullable Mark problem, @Nullable Mark context, MarkedYAMLException refused) {
        if (problem != null && problem.getLine() != 0) {
            return problem.getLine() + (refused instanceof ScannerException ? 1 : 0);
        }
        return context == null ? 0 : context.getLine();
    }

    /** Leaves the meaning of plain scalars to {@link ScalarResolver}. */
    private static final class PlainResolver extends Resolver {
        @Override
        public Tag resolve(NodeId kind, String value, boolean implicit) {
            return kind == NodeId.scalar && implicit ? PLAIN : super.resolve(kind, value, implicit);
        }
    }

    private JsonNode value(Node node, int depth) {
        values++;
        if (values > MAXIMUM_VALUES) {
            throw new InvalidYamlException("yaml: document contains excessive aliasing");
        }
        if (depth > Json.MAXIMUM_DEPTH) {
            throw new InvalidYamlException("yaml: exceeded max depth of " + Json.MAXIMUM_DEPTH);
        }
        if (node instanceof MappingNode mapping) {
            return mapping(mapping, depth);
        }
        if (node instanceof SequenceNode sequence) {
            ArrayNode items = Json.array();
            sequence.getValue().forEach(item -> items.add(value(item, depth + 1)));
            return items;
        }
        return scalar((ScalarNode) node);
    }

    private static JsonNode scalar(ScalarNode node) {
        return node.getTag().equals(Tag.STR) || node.getTag().equals(Tag.BINARY)
                ? Json.text(node.getValue())
                : ScalarResolver.resolve(node.getValue());
    }

    private ObjectNode mapping(MappingNode node, int depth) {
        ObjectNode object = Json.object();
        Set<String> own = new HashSet<>();
        for (NodeTuple entry : node.getValue()) {
            if (isMergeKey(entry.getKeyNode())) {
                continue;
            }
            JsonNode key = value(entry.getKeyNode(), depth + 1);
            if (key.isContainerNode() || key.isNull()) {
                throw new InvalidYamlException("unsupported map key of type: " + GoFormat.typeName(key));
            }
            JsonNode value = value(entry.getValueNode(), depth + 1);
            if (!own.add(key.asText())) {
                int line = entry.getValueNode().getStartMark().getLine() + 1;
                duplicateKeys.add("line " + line + ": key " + GoFormat.syntax(key) + " already set in map");
            }
            object.set(key.asText(), value);
        }
        node.getValue().stream()
                .filter(entry -> isMergeKey(entry.getKeyNode()))
                .forEach(entry -> merge(object, value(entry.getValueNode(), depth + 1)));
        return object;
    }

    private static boolean isMergeKey(Node key) {
        return key instanceof ScalarNode scalar
                && scalar.getTag().equals(PLAIN)
                && scalar.getValue().equals(MERGE_KEY);
    }

    /** Adds the keys of other maps, unless the map has them. */
    private static void merge(ObjectNode object, JsonNode others) {
        if (others.isArray()) {
            others.forEach(other -> merge(object, other));
        } else if (others.isObject()) {
            others.properties().forEach(entry -> object.putIfAbsent(entry.getKey(), entry.getValue()));
        } else {
            throw new InvalidYamlException("yaml: map merge requires map or sequence of maps as the value");
        }
    }
}
