package dev.watchworks.apiserver.apiextensions.schema;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** The fields of a schema by the names that they have in JSON and in Kubernetes' Go type. */
final class RootFields {

    private RootFields() {}

    /** Those that a schema may have at its root when the version has the status subresource, in the real server's order. */
    static Map<String, String> allowedWithStatus() {
        Map<String, String> names = new LinkedHashMap<>();
        Stream.of("description type format title maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength"
                        + " pattern maxItems minItems uniqueItems multipleOf required items properties externalDocs"
                        + " example")
                .flatMap(list -> Stream.of(list.split(" ")))
                .forEach(name -> names.put(name, Character.toUpperCase(name.charAt(0)) + name.substring(1)));
        names.put("x-kubernetes-preserve-unknown-fields", "XPreserveUnknownFields");
        names.put("x-kubernetes-validations", "XValidations");
        return names;
    }
}
