package dev.watchworks.apiserver.meta.selector;

import dev.watchworks.apiserver.meta.selector.LabelRequirement.Operator;
import dev.watchworks.apiserver.validation.NameSyntax;
import dev.watchworks.apiserver.validation.ValueSyntax;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Parses label selectors, with the real server's messages for malformed ones ({@code apimachinery labels/selector.go}). */
final class LabelSelectorParser {
    private static final String SYMBOLS = "(),=!<>";

    private record Token(String text, boolean identifier) {
        boolean is(String symbol) {
            return !identifier && text.equals(symbol);
        }
    }

    private static final Token END = new Token("", false);

    private final List<Token> tokens = new ArrayList<>();
    private int position;

    LabelSelectorParser(String text) {
        int index = 0;
        while (index < text.length()) {
            char here = text.charAt(index);
            if (Character.isWhitespace(here)) {
                index++;
                continue;
            }
            String token = SYMBOLS.indexOf(here) >= 0 ? symbol(text, index) : identifier(text, index);
            tokens.add(new Token(token, SYMBOLS.indexOf(here) < 0));
            index += token.length();
        }
    }

    List<LabelRequirement> parse() {
        List<LabelRequirement> requirements = new ArrayList<>();
        while (true) {
            Token token = peek();
            if (token == END) {
                return requirements;
            }
            expect(token.identifier() || token.is("!"), token, ", expected: !, identifier, or 'end of string'");
            requirements.add(wrappedRequirement());
            Token after = next();
            if (after == END) {
                return requirements;
            }
            expect(after.is(","), after, ", expected: ',' or 'end of string'");
            Token following = peek();
            expect(following.identifier() || following.is("!"), following, ", expected: identifier after ','");
        }
    }

    private LabelRequirement wrappedRequirement() {
        try {
            return requirement();
        } catch (SelectorException refused) {
            throw new SelectorException("unable to parse requirement: " + refused.getMessage());
        }
    }

    private LabelRequirement requirement() {
        boolean absent = peek().is("!");
        if (absent) {
            next();
        }
        Token key = next();
        expect(key.identifier(), key, ", expected: identifier");
        for (String reason : NameSyntax.qualifiedErrors(key.text())) {
            throw new SelectorException("<nil>: Invalid value: \"" + key.text() + "\": " + reason);
        }
        if (absent) {
            return new LabelRequirement(key.text(), Operator.DOES_NOT_EXIST, List.of());
        }
        if (peek() == END || peek().is(",")) {
            return new LabelRequirement(key.text(), Operator.EXISTS, List.of());
        }
        Token operator = next();
        List<String> values = switch (operator.text()) {
            case "in", "notin" -> listed();
            case "=", "==", "!=", ">", "<" -> List.of(exact());
            default -> throw found(operator, ", expected: in, notin, =, ==, !=, gt, lt");
        };
        return checked(key.text(), operator.text(), values);
    }

    private static LabelRequirement checked(String key, String operator, List<String> values) {
        for (int index = 0; index < values.size(); index++) {
            for (String reason : ValueSyntax.labelValue(values.get(index))) {
                throw new SelectorException(
                        "values[" + index + "][" + key + "]: Invalid value: \"" + values.get(index) + "\": " + reason);
            }
        }
        Operator meaning = switch (operator) {
            case "=", "==" -> Operator.EQUALS;
            case "in" -> Operator.IN;
            case "notin", "!=" -> Operator.NOT_IN;
            case ">" -> Operator.GREATER_THAN;
            default -> Operator.LESS_THAN;
        };
        if ((meaning == Operator.GREATER_THAN || meaning == Operator.LESS_THAN)
                && !LabelRequirement.isInteger(values.get(0))) {
            throw new SelectorException("values[0]: Invalid value: \"" + values.get(0)
                    + "\": for 'Gt', 'Lt' operators, the value must be an integer");
        }
        return new LabelRequirement(key, meaning, values);
    }

    private List<String> listed() {
        Token open = next();
        expect(open.is("("), open, " expected: '('");
        Token first = peek();
        if (first.is(")")) {
            next();
            return List.of("");
        }
        expect(first.identifier() || first.is(","), first, ", expected: ',', ')' or identifier");
        TreeSet<String> values = new TreeSet<>();
        identifiers(values);
        Token close = next();
        expect(close.is(")"), close, ", expected: ')'");
        return List.copyOf(values);
    }

    private void identifiers(TreeSet<String> values) {
        while (true) {
            Token token = next();
            if (token.identifier()) {
                values.add(token.text());
                Token after = peek();
                if (after.is(")")) {
                    return;
                }
                expect(after.is(","), after, ", expected: ',' or ')'");
            } else if (token.is(",")) {
                if (values.isEmpty()) {
                    values.add("");
                }
                if (peek().is(")")) {
                    values.add("");
                    return;
                }
            } else {
                throw found(token, ", expected: ',', or identifier");
            }
        }
    }

    private String exact() {
        if (peek() == END || peek().is(",")) {
            return "";
        }
        Token value = next();
        expect(value.identifier(), value, ", expected: identifier");
        return value.text();
    }

    private Token peek() {
        return position < tokens.size() ? tokens.get(position) : END;
    }

    private Token next() {
        Token token = peek();
        position++;
        return token;
    }

    private static void expect(boolean met, Token token, String expected) {
        if (!met) {
            throw found(token, expected);
        }
    }

    private static SelectorException found(Token token, String expected) {
        return new SelectorException("found '" + token.text() + "'" + expected);
    }

    private static String symbol(String text, int index) {
        String two = text.substring(index, Math.min(index + 2, text.length()));
        return two.equals("==") || two.equals("!=") ? two : text.substring(index, index + 1);
    }

    private static String identifier(String text, int index) {
        int end = index;
        while (end < text.length()
                && SYMBOLS.indexOf(text.charAt(end)) < 0
                && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return text.substring(index, end);
    }
}
