package dev.watchworks.apiserver.apiextensions.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules of a schema, ready to be evaluated by any thread. */
public interface CompiledRules {

    /** What compiling found out about each rule, in the order of the rules. */
    List<RuleCompilation> compilations();

    /**
     * Evaluates the rules for a value.
     *
     * @param self the value; not null
     * @param oldSelf the stored value in the same place, or null
     * @return the rules that do not hold or cannot be evaluated, in their order
     */
    List<RuleFailure> evaluate(JsonNode self, @Nullable JsonNode oldSelf);
}
