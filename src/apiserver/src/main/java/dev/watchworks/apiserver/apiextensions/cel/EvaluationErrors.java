package dev.watchworks.apiserver.apiextensions.cel;

import dev.cel.common.CelErrorCode;
import dev.cel.runtime.CelEvaluationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Gives errors of evaluations the words of cel-go. */
final class EvaluationErrors {
    private static final Pattern PLACE = Pattern.compile("^evaluation error(?: at <input>:(\\d+))?: ", Pattern.DOTALL);
    private static final Pattern MISSING_KEY = Pattern.compile("^key '(.*)' is not present in map\\.$", Pattern.DOTALL);

    private EvaluationErrors() {}

    /**
     * @param expression the rule itself
     * @param rule the rule's message, or the rule itself
     */
    static String detail(CelEvaluationException wrong, String expression, String rule) {
        Matcher place = PLACE.matcher(String.valueOf(wrong.getMessage()));
        int offset = place.find() && place.group(1) != null ? Integer.parseInt(place.group(1)) : -1;
        boolean isModulus = offset >= 0 && expression.startsWith("%", offset);
        String message = place.replaceFirst("");
        CelErrorCode code = wrong.getErrorCode();
        if (code == CelErrorCode.OVERLOAD_NOT_FOUND || message.startsWith("no such overload")) {
            return "'no such overload': call arguments did not match a supported operator, function or macro signature"
                    + " for rule: " + rule;
        }
        if (code == CelErrorCode.ITERATION_BUDGET_EXCEEDED) {
            return "'operation cancelled: actual cost limit exceeded': no further validation rules will be run due to"
                    + " call cost exceeds limit for rule: " + rule;
        }
        return words(code, message, isModulus) + " evaluating rule: " + rule;
    }

    private static String words(CelErrorCode code, String message, boolean isModulus) {
        Matcher missing = MISSING_KEY.matcher(message);
        return switch (code) {
            case ATTRIBUTE_NOT_FOUND -> "no such key: " + (missing.matches() ? missing.group(1) : message);
            case INDEX_OUT_OF_BOUNDS -> message.replace("Index out of bounds", "index out of bounds");
            case DIVIDE_BY_ZERO -> isModulus ? "modulus by zero" : "division by zero";
            case NUMERIC_OVERFLOW -> "integer overflow";
            case BAD_FORMAT ->
                message.startsWith("For input string: ") ? "type conversion error from 'string' to 'int'" : message;
            default -> message;
        };
    }
}
