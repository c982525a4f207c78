package dev.watchworks.apiserver.codec.json;

import java.nio.charset.StandardCharsets;

/** Finds the first error in a text that is not JSON, with the messages of Go's {@code encoding/json}. */
final class JsonSyntax {
    static final String END = "unexpected end of JSON input";

    private final byte[] text;
    private int position;

    private JsonSyntax(byte[] text) {
        this.text = text;
    }

    /** Returns the first error in the text, or {@code otherwise} when this scanner finds no error. */
    static String explain(byte[] text, String otherwise) {
        JsonSyntax scanner = new JsonSyntax(text);
        try {
            scanner.value("looking for beginning of value", 0);
            scanner.blanks();
            if (scanner.position < text.length) {
                return scanner.unexpected("after top-level value");
            }
            return otherwise;
        } catch (InvalidJsonException found) {
            return found.getMessage();
        }
    }

    private void value(String context, int depth) {
        if (depth > Json.MAXIMUM_DEPTH) {
            throw new InvalidJsonException("exceeded max depth");
        }
        blanks();
        switch (peek()) {
            case '{' -> elements('}', depth);
            case '[' -> elements(']', depth);
            case '"' -> string();
            case 't' -> literal("true");
            case 'f' -> literal("false");
            case 'n' -> literal("null");
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
            default -> throw failure(context);
        }
    }

    /** An object's members or a list's items, up to the closing brace or bracket. */
    private void elements(char closing, int depth) {
        position++;
        blanks();
        if (peek() == closing) {
            position++;
            return;
        }
        while (true) {
            if (closing == '}') {
                key();
            }
            value("looking for beginning of value", depth + 1);
            blanks();
            if (peek() == closing) {
                position++;
                return;
            }
            if (peek() != ',') {
                throw failure(closing == '}' ? "after object key:value pair" : "after array element");
            }
            position++;
        }
    }

    private void key() {
        blanks();
        if (peek() != '"') {
            throw failure("looking for beginning of object key string");
        }
        string();
        blanks();
        if (peek() != ':') {
            throw failure("after object key");
        }
        position++;
    }

    private void string() {
        position++;
        while (peek() != '"') {
            if (peek() < 0x20) {
                throw failure("in string literal");
            }
            if (peek() == '\\') {
                escape();
            } else {
                position++;
            }
        }
        position++;
    }

    private void escape() {
        position++;
        if (peek() == 'u') {
            for (int digit = 0; digit < 4; digit++) {
                position++;
                if (Character.digit(peek(), 16) < 0) {
                    throw failure("in \\u hexadecimal character escape");
                }
            }
        } else if ("\"\\/bfnrt".indexOf(peek()) < 0) {
            throw failure("in string escape code");
        }
        position++;
    }

    private void literal(String word) {
        for (int index = 1; index < word.length(); index++) {
            position++;
            if (peek() != word.charAt(index)) {
                throw failure("in literal " + word + " (expecting " + quoted(word.charAt(index)) + ")");
            }
        }
        position++;
    }

    private void number() {
        if (peek() == '-') {
            position++;
            digit("in numeric literal");
        }
        if (peek() == '0') {
            position++;
        } else {
            digits();
        }
        if (position < text.length && text[position] == '.') {
            position++;
            digit("after decimal point in numeric literal");
            digits();
        }
        if (position < text.length && (text[position] == 'e' || text[position] == 'E')) {
            position++;
            if (peek() == '+' || peek() == '-') {
                position++;
            }
            digit("in exponent of numeric literal");
            digits();
        }
    }

    private void digit(String context) {
        if (peek() < '0' || peek() > '9') {
            throw failure(context);
        }
    }

    private void digits() {
        while (position < text.length && text[position] >= '0' && text[position] <= '9') {
            position++;
        }
    }

    private void blanks() {
        while (position < text.length && " \t\r\n".indexOf(text[position]) >= 0) {
            position++;
        }
    }

    private int peek() {
        if (position >= text.length) {
            throw new InvalidJsonException(END);
        }
        return text[position] & 0xff;
    }

    private InvalidJsonException failure(String context) {
        return new InvalidJsonException(unexpected(context));
    }

    private String unexpected(String context) {
        int length = Math.min(4, text.length - position);
        String rest = new String(text, position, length, StandardCharsets.UTF_8);
        return "invalid character " + quoted(rest.codePointAt(0)) + " " + context;
    }

    private static String quoted(int character) {
        return switch (character) {
            case '\'' -> "'\\''";
            case '"' -> "'\"'";
            case '\n' -> "'\\n'";
            case '\r' -> "'\\r'";
            case '\t' -> "'\\t'";
            default ->
                character < 0x20 ? String.format("'\\x%02x'", character) : "'" + Character.toString(character) + "'";
        };
    }
}
