package dev.watchworks.apiserver.codec.schema;

import java.util.List;

/**
 * A field as {@code types.txt} describes it; {@code src/reference-cluster/schemas} documents the format.
 *
 * @param name in JSON
 * @param number in protobuf, such as {@code 3}, or {@code 2.1} for field 1 of the message in field 2; or empty
 * @param type such as {@code *int32} or {@code []core.Container}
 * @param always whether the field is written even when it is empty
 * @param keepsEmpty whether an empty list or map is written, because it differs from an absent one
 * @param omitsZero whether an absent struct is left out
 * @param options how patches and field managers treat the field, such as {@code m=name}
 */
public record FieldDefinition(
        String name,
        String number,
        String type,
        boolean always,
        boolean keepsEmpty,
        boolean omitsZero,
        List<String> options) {

    /** Reads a word such as {@code ports=6:[]core.ContainerPort|m=containerPort}. */
    static FieldDefinition parse(String word) {
        String[] parts = word.split("\\|");
        int colon = parts[0].indexOf(':');
        String name = parts[0].substring(0, colon);
        int equals = name.indexOf('=');
        String type = parts[0].substring(colon + 1);
        int end = type.length();
        while ("!+~".indexOf(type.charAt(end - 1)) >= 0) {
            end--;
        }
        String marks = type.substring(end);
        return new FieldDefinition(
                equals < 0 ? name : name.substring(0, equals),
                equals < 0 ? "" : name.substring(equals + 1),
                type.substring(0, end),
                marks.indexOf('!') >= 0,
                marks.indexOf('+') >= 0,
                marks.indexOf('~') >= 0,
                List.of(parts).subList(1, parts.length));
    }

    /** The value of an option, such as {@code name} of {@code m=name}, or empty. */
    String option(char letter) {
        for (String option : options) {
            if (option.charAt(0) == letter) {
                return option.substring(Math.min(2, option.length()));
            }
        }
        return "";
    }

    boolean has(char letter) {
        return options.stream().anyMatch(option -> option.charAt(0) == letter);
    }
}
