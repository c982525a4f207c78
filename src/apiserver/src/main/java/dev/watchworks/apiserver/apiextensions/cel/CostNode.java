package dev.watchworks.apiserver.apiextensions.cel;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of an expression whose cost or size is estimated (cel-go's {@code AstNode}).
 *
 * @param path of the value below a variable, such as {@code [self, spec, list, @items]}; empty when it is not known
 * @param type null when the checker gave none
 * @param expression null for the items of a list
 * @param size null when the expression does not tell it
 */
record CostNode(
        List<String> path,
        @Nullable CelType type,
        @Nullable CelExpr expression,
        @Nullable Estimate size) {}
