package dev.watchworks.apiserver.apiextensions.cel;

import dev.cel.common.types.CelType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.OptionalType;
import java.util.List;
import java.util.Optional;

/** {@code format.named}, a function for each format, and {@code validate}. */
final class FormatFunctions {
    private static final CelType FORMAT = OpaqueType.create("kubernetes.NamedFormat");
    private static final CelArgument SELF = new CelArgument(FORMAT, NamedFormat.class);

    private FormatFunctions() {}

    static void addTo(FunctionLibrary library) {
        CelType optionalFormat = OptionalType.create(FORMAT);
        CelType optionalErrors = OptionalType.create(CelArgument.STRINGS);
        library.global(
                "format.named",
                "format-named",
                optionalFormat,
                List.of(CelArgument.TEXT),
                values -> Optional.ofNullable(NamedFormat.all().get((String) values[0])));
        NamedFormat.all()
                .forEach((name, format) ->
                        library.global("format." + name, "format." + name, FORMAT, List.of(), values -> format));
        library.member(
                "validate",
                "format-validate",
                optionalErrors,
                List.of(SELF, CelArgument.TEXT),
                values -> Optional.of(((NamedFormat) values[0]).errors().apply((String) values[1]))
                        .filter(errors -> !errors.isEmpty()));
    }
}
