package dev.watchworks.apiserver.apiextensions.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;

/** Checks {@code format} of a literal with a list of arguments (cel-go's {@code stringFormatValidator}). */
final class FormatValidation {
    private static final Set<CelKind> INTEGERS = EnumSet.of(CelKind.INT, CelKind.UINT);
    private static final Set<CelKind> TEXTS = EnumSet.of(
            CelKind.LIST,
            CelKind.MAP,
            CelKind.INT,
            CelKind.UINT,
            CelKind.DOUBLE,
            CelKind.BOOL,
            CelKind.STRING,
            CelKind.TIMESTAMP,
            CelKind.BYTES,
            CelKind.DURATION,
            CelKind.TYPE,
            CelKind.NULL_TYPE);

    private final CelAbstractSyntaxTree tree;
    private final BiConsumer<CelExpr, String> report;

    /** @param report receives the place and the message of an error */
    FormatValidation(CelAbstractSyntaxTree tree, BiConsumer<CelExpr, String> report) {
        this.tree = tree;
        this.report = report;
    }

    void validate(CelExpr expression) {
        CelCall call = expression.call();
        boolean isFormat = call.function().equals("format")
                && call.target().isPresent()
                && call.args().size() == 1;
        if (!isFormat || !isText(call.target().get()) || call.args().get(0).getKind() != CelExpr.ExprKind.Kind.LIST) {
            return;
        }
        List<CelExpr> arguments = call.args().get(0).list().elements();
        Matcher clause =
                StringFormat.CLAUSE.matcher(call.target().get().constant().stringValue());
        int next = 0;
        while (clause.find()) {
            if (clause.group().equals("%%")) {
                continue;
            }
            if (next >= arguments.size()) {
                report.accept(expression, "index " + next + " out of range");
                return;
            }
            if (!argument(expression, arguments.get(next), clause.group(2))) {
                return;
            }
            next++;
        }
        if (arguments.size() > next) {
            report.accept(
                    expression,
                    "too many arguments supplied to string.format (expected " + next + ", got " + arguments.size()
                            + ")");
        }
    }

    private static boolean isText(CelExpr expression) {
        return expression.getKind() == CelExpr.ExprKind.Kind.CONSTANT
                && expression.constant().getKind() == CelConstant.Kind.STRING_VALUE;
    }

    private boolean argument(CelExpr call, CelExpr argument, String clause) {
        return switch (clause) {
            case "s" ->
                fits(
                        argument,
                        TEXTS,
                        "string clause can only be used on strings, bools, bytes, ints, doubles, maps, lists, types,"
                                + " durations, and timestamps");
            case "d" -> fits(argument, INTEGERS, "decimal clause can only be used on integers");
            case "o" -> fits(argument, INTEGERS, "octal clause can only be used on integers");
            case "b" ->
                fits(
                        argument,
                        EnumSet.of(CelKind.INT, CelKind.UINT, CelKind.BOOL),
                        "only integers and bools can be formatted as binary");
            case "x", "X" ->
                fits(
                        argument,
                        EnumSet.of(CelKind.INT, CelKind.UINT, CelKind.STRING, CelKind.BYTES),
                        "only integers, byte buffers, and strings can be formatted as hex");
            case "f" ->
                fits(
                        argument,
                        EnumSet.of(CelKind.DOUBLE, CelKind.STRING),
                        "fixed-point clause can only be used on doubles");
            case "e" ->
                fits(
                        argument,
                        EnumSet.of(CelKind.DOUBLE, CelKind.STRING),
                        "scientific clause can only be used on doubles");
            default -> {
                report.accept(
                        call, "could not parse formatting clause: unrecognized formatting clause \"" + clause + "\"");
                yield false;
            }
        };
    }

    private boolean fits(CelExpr argument, Set<CelKind> kinds, String rule) {
        CelType type = tree.getType(argument.id()).orElse(null);
        boolean isList = argument.getKind() == CelExpr.ExprKind.Kind.LIST;
        if (type == null || type.kind() == CelKind.DYN || kinds.contains(type.kind())) {
            return !isList || argument.list().elements().stream().allMatch(element -> fits(element, kinds, rule));
        }
        report.accept(argument, "error during formatting: " + rule + ", was given " + type.name());
        return false;
    }
}
