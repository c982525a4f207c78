package dev.watchworks.apiserver.codec.protobuf;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.InvalidJsonException;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.metrics.RequestMetrics;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Reads bodies of media type {@code application/vnd.kubernetes.protobuf}: four magic bytes, an envelope with
 * apiVersion and kind ({@code runtime.Unknown}), and the object's message.
 */
public final class ProtobufDecoder {
    /** The media type. */
    public static final String MEDIA_TYPE = "application/vnd.kubernetes.protobuf";

    private static final byte[] MAGIC = {'k', '8', 's', 0};

    private ProtobufDecoder() {}

    /** The object in a body as a tree, with kind and apiVersion. */
    public static ObjectNode decode(byte[] body) throws ProtobufException {
        RequestMetrics.BODY_PARSES.increment();
        if (body.length < MAGIC.length || !Arrays.equals(MAGIC, Arrays.copyOf(body, MAGIC.length))) {
            throw ProtobufException.malformed(
                    "provided data does not appear to be a protobuf message, expected prefix [107 56 115 0]");
        }
        Envelope envelope = Envelope.read(ByteBuffer.wrap(body, MAGIC.length, body.length - MAGIC.length));
        if (!envelope.contentType.isEmpty() && !envelope.contentType.equals(MEDIA_TYPE)) {
            return json(envelope);
        }
        MessageType message = MessageType.ofObject(envelope.apiVersion, envelope.kind);
        if (message == null) {
            throw new ProtobufException(
                    ProtobufException.Reason.UNKNOWN_KIND,
                    "no protobuf messages are known for kind \"" + envelope.kind + "\" in version \""
                            + envelope.apiVersion + "\"");
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("kind", envelope.kind).put("apiVersion", envelope.apiVersion);
        MessageReader.read(message, envelope.raw, object);
        return object;
    }

    private static ObjectNode json(Envelope envelope) throws ProtobufException {
        try {
            if (Json.read(WireReader.text(envelope.raw)) instanceof ObjectNode object) {
                return object;
            }
        } catch (InvalidJsonException notJson) {
            // The exception below reports it.
        }
        throw ProtobufException.malformed("the envelope's content is not an object of type " + envelope.contentType);
    }

    /** The fields of {@code runtime.Unknown}. */
    private static final class Envelope {
        private String apiVersion = "";
        private String kind = "";
        private String contentType = "";
        private ByteBuffer raw = ByteBuffer.allocate(0);

        static Envelope read(ByteBuffer bytes) throws ProtobufException {
            Envelope envelope = new Envelope();
            WireReader reader = new WireReader(bytes);
            while (reader.hasMore()) {
                int tag = reader.tag();
                switch (tag) {
                    case 1 << 3 | WireReader.DELIMITED -> envelope.readType(new WireReader(reader.delimited()));
                    case 2 << 3 | WireReader.DELIMITED -> envelope.raw = reader.delimited();
                    case 4 << 3 | WireReader.DELIMITED -> envelope.contentType = reader.string();
                    default -> reader.skip(tag & 7);
                }
            }
            return envelope;
        }

        private void readType(WireReader reader) throws ProtobufException {
            while (reader.hasMore()) {
                int tag = reader.tag();
                switch (tag) {
                    case 1 << 3 | WireReader.DELIMITED -> apiVersion = reader.string();
                    case 2 << 3 | WireReader.DELIMITED -> kind = reader.string();
                    default -> reader.skip(tag & 7);
                }
            }
        }
    }
}
