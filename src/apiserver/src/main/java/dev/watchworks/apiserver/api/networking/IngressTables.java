package dev.watchworks.apiserver.api.networking;

import static dev.watchworks.apiserver.meta.NestedFields.objects;
import static dev.watchworks.apiserver.meta.NestedFields.text;
import static dev.watchworks.apiserver.printers.TableCells.firstOf;
import static dev.watchworks.apiserver.printers.TableCells.orNone;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.printers.HumanDuration;
import dev.watchworks.apiserver.printers.PrinterColumns;
import dev.watchworks.apiserver.printers.TableConvertor;
import dev.watchworks.apiserver.validation.LabelSelectorValidation;
import java.time.Instant;
import java.util.List;

/** The columns of ingresses, their classes, and network policies. */
public final class IngressTables {

    private IngressTables() {}

    /** The columns of ingresses. */
    public static TableConvertor ingresses() {
        return new TableConvertor(PrinterColumns.of("ingresses"), IngressTables::ingress);
    }

    /** The columns of the classes of ingresses. */
    public static TableConvertor ingressClasses() {
        return new TableConvertor(
                PrinterColumns.of("ingressclasses"),
                (ingressClass, now) -> List.of(
                        text(ingressClass, "metadata", "name"),
                        text(ingressClass, "spec", "controller"),
                        parameters(ingressClass),
                        HumanDuration.of(ingressClass, now)));
    }

    /** The columns of network policies. */
    public static TableConvertor networkPolicies() {
        return new TableConvertor(
                PrinterColumns.of("networkpolicies"),
                (policy, now) -> List.of(
                        text(policy, "metadata", "name"),
                        orNone(LabelSelectorValidation.print(policy.path("spec").path("podSelector"))),
                        HumanDuration.of(policy, now)));
    }

    private static List<Object> ingress(ObjectNode ingress, Instant now) {
        List<String> hosts = objects(ingress, "spec", "rules").stream()
                .map(rule -> text(rule, "host"))
                .filter(host -> !host.isEmpty())
                .toList();
        List<String> addresses = objects(ingress, "status", "loadBalancer", "ingress").stream()
                .map(address -> text(address, "ip").isEmpty() ? text(address, "hostname") : text(address, "ip"))
                .toList();
        boolean isSecure = !objects(ingress, "spec", "tls").isEmpty();
        return List.of(
                text(ingress, "metadata", "name"),
                orNone(text(ingress, "spec", "ingressClassName")),
                hosts.isEmpty() ? "*" : firstOf(hosts),
                String.join(",", addresses),
                isSecure ? "80, 443" : "80",
                HumanDuration.of(ingress, now));
    }

    private static String parameters(ObjectNode ingressClass) {
        String kind = text(ingressClass, "spec", "parameters", "kind");
        String group = text(ingressClass, "spec", "parameters", "apiGroup");
        String name = text(ingressClass, "spec", "parameters", "name");
        return orNone(kind.isEmpty() ? "" : kind + (group.isEmpty() ? "" : "." + group) + "/" + name);
    }
}
