package dev.watchworks.apiserver.codec.protobuf;

import dev.watchworks.apiserver.codec.protobuf.MessageType.Field;
import dev.watchworks.apiserver.codec.protobuf.MessageType.Shape;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The messages of the API, read from {@code messages.txt} when the first protobuf body arrives. */
final class MessageTypes {
    private final Map<String, MessageType> messages = new HashMap<>();
    private final Map<String, String> objects = new HashMap<>();

    private MessageTypes() {
        try (InputStream resource =
                        Objects.requireNonNull(MessageTypes.class.getResourceAsStream("messages.txt"), "messages.txt");
                BufferedReader lines = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            read(lines);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("messages.txt of the protobuf reader cannot be read", unreadable);
        }
    }

    /** The one set of messages there is. */
    static MessageTypes get() {
        return Holder.MESSAGES;
    }

    /** The message of a kind in an envelope, or null when it is not known. */
    @Nullable
    MessageType object(String apiVersion, String kind) {
        String name = objects.get(apiVersion + " " + kind);
        return name == null ? null : messages.get(name);
    }

    /** The message with a name that a field gives as its type. */
    MessageType message(String name) {
        return Objects.requireNonNull(messages.get(name), name);
    }

    private void read(BufferedReader lines) throws IOException {
        Map<Integer, Field> fields = new HashMap<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] words = line.split(" ");
            switch (words[0]) {
                case "#" -> {}
                case "object" -> objects.put(words[1] + " " + words[2], words[3]);
                case "message" -> {
                    fields = new HashMap<>();
                    messages.put(words[1], new MessageType(fields));
                }
                default -> fields.put(Integer.valueOf(words[0]), field(words[1], words[2]));
            }
        }
    }

    private static Field field(String type, String name) {
        boolean zeroCounts = name.endsWith("!");
        String plain = zeroCounts ? name.substring(0, name.length() - 1) : name;
        if (type.startsWith("[]")) {
            return new Field(Shape.LIST, type.substring(2), plain, zeroCounts);
        }
        if (type.startsWith("{}")) {
            return new Field(Shape.MAP, type.substring(2), plain, zeroCounts);
        }
        return new Field(Shape.ONE, type, plain, zeroCounts);
    }

    /** Loads them once, at the first use. */
    private static final class Holder {
        private static final MessageTypes MESSAGES = new MessageTypes();
    }
}
