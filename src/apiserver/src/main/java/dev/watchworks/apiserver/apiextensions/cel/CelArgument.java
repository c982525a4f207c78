package dev.watchworks.apiserver.apiextensions.cel;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.TypeParamType;
import java.util.List;

/**
 * A parameter of a function.
 *
 * @param type for the checker
 * @param javaClass of the values
 */
record CelArgument(CelType type, Class<?> javaClass) {
    static final CelType ANY = TypeParamType.create("A");
    static final CelType STRINGS = ListType.create(SimpleType.STRING);
    static final CelArgument TEXT = new CelArgument(SimpleType.STRING, String.class);
    static final CelArgument INTEGER = new CelArgument(SimpleType.INT, Long.class);
    static final CelArgument BOOLEAN = new CelArgument(SimpleType.BOOL, Boolean.class);
    static final CelArgument LIST = new CelArgument(ListType.create(ANY), List.class);
    static final CelArgument ITEM = new CelArgument(ANY, Object.class);
}
