package dev.watchworks.apiserver.api.core.service;

import static dev.watchworks.apiserver.meta.NestedFields.has;
import static dev.watchworks.apiserver.meta.NestedFields.quoted;
import static dev.watchworks.apiserver.meta.NestedFields.text;
import static dev.watchworks.apiserver.meta.NestedFields.texts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.registry.rest.FieldRules;
import dev.watchworks.apiserver.validation.IpAddress;
import dev.watchworks.apiserver.validation.LabelValidation;
import dev.watchworks.apiserver.validation.NameSyntax;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks a service, in the order of a real server. */
final class ServiceValidation {
    private static final String TYPE = "core.ServiceSpec";
    private static final List<String> FAMILIES = List.of("IPv4", "IPv6");
    private static final String NOT_EXTERNAL = "may not be set for ExternalName services";

    private ServiceValidation() {}

    static void validate(ObjectNode spec, FieldErrors errors) {
        String type = text(spec, "type");
        boolean headless = text(spec, "clusterIP").equals("None");
        errors.required("spec.ports", spec.path("ports").isEmpty() && !headless && !type.equals("ExternalName"));
        validateForType(spec, type, headless, errors);
        ServicePortValidation.validate(spec, errors);
        LabelValidation.validateLabels(spec.path("selector"), "spec.selector", errors);
        FieldRules.validate(TYPE, spec, "spec.", errors, "sessionAffinity");
        if (!type.equals("ExternalName")) {
            validateAddresses(spec, errors);
        }
        FieldErrors.each(texts(spec, "externalIPs"), "spec.externalIPs", (address, field) -> {
            List<String> wrong = IpAddress.check(address);
            errors.invalid(field, address, wrong);
            if (wrong.isEmpty()) {
                errors.invalid(field, address, IpAddress.checkEndpoint(address));
            }
        });
        FieldRules.validate(TYPE, spec, "spec.", errors, "type");
        ServicePortValidation.validateUniqueness(spec, errors);
        if (has(spec, "allocateLoadBalancerNodePorts") && !type.equals("LoadBalancer")) {
            errors.forbidden("spec.allocateLoadBalancerNodePorts", "may only be used when `type` is 'LoadBalancer'");
        }
        validateTrafficPolicies(spec, errors);
    }

    private static void validateForType(ObjectNode spec, String type, boolean headless, FieldErrors errors) {
        if (headless && (type.equals("LoadBalancer") || type.equals("NodePort"))) {
            errors.invalid("spec.clusterIPs[0]", "\"None\"", "may not be set to 'None' for " + type + " services");
        }
        if (!type.equals("ExternalName")) {
            return;
        }
        for (String field : List.of("clusterIPs", "ipFamilies", "ipFamilyPolicy")) {
            if (spec.path(field).isTextual() || !spec.path(field).isEmpty()) {
                errors.forbidden("spec." + field, NOT_EXTERNAL);
            }
        }
        String name = text(spec, "externalName");
        String relative = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        errors.requiredFormat("spec.externalName", relative, NameSyntax::subdomainErrors);
    }

    private static void validateAddresses(ObjectNode spec, FieldErrors errors) {
        String address = text(spec, "clusterIP");
        JsonNode all = spec.path("clusterIPs");
        List<String> addresses = texts(spec, "clusterIPs");
        if (address.isEmpty() && !addresses.isEmpty()) {
            errors.invalid("spec.clusterIPs", all, "must be empty when `clusterIP` is not specified");
        } else if (!addresses.isEmpty() && !addresses.get(0).equals(address)) {
            errors.invalid("spec.clusterIPs", all, "first value must match `clusterIP`");
        }
        validateFamilies(spec, errors);
        boolean headless = !addresses.isEmpty() && addresses.get(0).equals("None");
        if (headless && addresses.size() > 1) {
            errors.invalid("spec.clusterIPs", all, "'None' must be the first and only value");
        }
        for (int index = headless ? 1 : 0; index < addresses.size(); index++) {
            errors.invalid(
                    "spec.clusterIPs[" + index + "]", addresses.get(index), IpAddress.check(addresses.get(index)));
        }
        if (addresses.size() > 2) {
            errors.invalid("spec.clusterIPs", all, "may only hold up to 2 values");
        }
    }

    private static void validateFamilies(ObjectNode spec, FieldErrors errors) {
        Set<String> families = new HashSet<>();
        FieldErrors.each(texts(spec, "ipFamilies"), "spec.ipFamilies", (family, field) -> {
            errors.supported(field, family, FAMILIES);
            errors.unique(field, family, families);
        });
        FieldRules.validate(TYPE, spec, "spec.", errors, "ipFamilyPolicy");
    }

    private static void validateTrafficPolicies(ObjectNode spec, FieldErrors errors) {
        String external = text(spec, "externalTrafficPolicy");
        if (ServiceDefaults.isExternallyAccessible(spec)) {
            FieldRules.validate(TYPE, spec, "spec.", errors, "externalTrafficPolicy");
        } else if (!external.isEmpty()) {
            errors.invalid(
                    "spec.externalTrafficPolicy",
                    quoted(external),
                    "may only be set for externally-accessible services");
        }
        FieldRules.validate(TYPE, spec, "spec.", errors, "internalTrafficPolicy");
    }

    /** Checks that a service keeps its addresses while its type has addresses. */
    static void validateAddressesKept(JsonNode spec, JsonNode before, FieldErrors errors) {
        if (!ServiceTransition.hasAddress(spec) || !ServiceTransition.hasAddress(before)) {
            return;
        }
        List<String> addresses = texts(spec, "clusterIPs");
        List<String> old = texts(before, "clusterIPs");
        JsonNode value = spec.path("clusterIPs");
        if (addresses.isEmpty() && !old.isEmpty()) {
            errors.invalid("spec.clusterIPs[0]", value, "primary clusterIP can not be unset");
        }
        for (int index = 0; index < Math.min(addresses.size(), old.size()); index++) {
            if (!addresses.get(index).equals(old.get(index))) {
                errors.invalid("spec.clusterIPs[" + index + "]", value, "may not change once set");
            }
        }
    }
}
