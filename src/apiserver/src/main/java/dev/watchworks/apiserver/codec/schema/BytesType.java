package dev.watchworks.apiserver.codec.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Base64;

/** Bytes, written in base64. */
record BytesType() implements ValueType {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    @Override
    public JsonNode read(JsonNode value, DecodeState state) {
        if (!value.isTextual()) {
            state.mismatch(value, goName());
            return zero();
        }
        String text = value.textValue().replace("\r", "").replace("\n", "");
        int wrong = firstWrongByte(text);
        if (wrong >= 0) {
            state.saveError("illegal base64 data at input byte " + wrong);
            return zero();
        }
        return TextNode.valueOf(
                Base64.getEncoder().encodeToString(Base64.getDecoder().decode(text)));
    }

    /** Where Go's decoder stops: at an illegal character, or at the start of an incomplete last group; or -1. */
    private static int firstWrongByte(String text) {
        int data = 0;
        while (data < text.length() && ALPHABET.indexOf(text.charAt(data)) >= 0) {
            data++;
        }
        int inGroup = data % 4;
        if (data == text.length()) {
            return inGroup == 0 ? -1 : data - inGroup;
        }
        if (text.charAt(data) != '=' || inGroup < 2) {
            return data;
        }
        int padding = 4 - inGroup;
        for (int index = data; index < data + padding; index++) {
            if (index >= text.length()) {
                return text.length();
            }
            if (text.charAt(index) != '=') {
                return index;
            }
        }
        return data + padding < text.length() ? data + padding : -1;
    }

    @Override
    public boolean omits(JsonNode written) {
        return written.asText().isEmpty();
    }

    @Override
    public String goName() {
        return "[]uint8";
    }

    @Override
    public MergeType mergeType() {
        return MergeType.STRING;
    }
}
