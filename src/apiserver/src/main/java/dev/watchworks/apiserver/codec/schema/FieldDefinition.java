package dev.watchworks.apiserver.codec.schema;

import java.util.List;

/**
 * A field as {@code types.txt} describes it; {@code src/reference-cluster/schemas} says what the parts mean.
 *
 * @param name in JSON
 * @param number in protobuf, such as {@code 3}, or {@code 2.1} for field 1 of the message in field 2; empty for none
 * @param type such as {@code *int32} or {@code []core.Container}
 * @param always whether it is written even when it is empty
 * @param keepsEmpty whether it stays even when it is an empty list or map, because that means something
 * @param omitsZero whether it is left out when it is a struct without content
 * @param options how patches and field managers see it, such as {@code m=name}
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

    /** The value of an option, such as {@code name} of {@code m=name}; empty when there is none. */
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
