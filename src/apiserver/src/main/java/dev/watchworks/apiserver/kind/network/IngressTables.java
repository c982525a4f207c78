package dev.watchworks.apiserver.kind.network;

import static dev.watchworks.apiserver.kind.ObjectFields.objects;
import static dev.watchworks.apiserver.kind.ObjectFields.text;
import static dev.watchworks.apiserver.kind.table.Cells.firstOf;
import static dev.watchworks.apiserver.kind.table.Cells.orNone;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.kind.Age;
import dev.watchworks.apiserver.kind.TableColumns;
import dev.watchworks.apiserver.kind.selector.LabelSelectors;
import dev.watchworks.apiserver.kind.table.RecordedColumns;
import java.time.Instant;
import java.util.List;

/** The columns of ingresses, their classes, and network policies. */
public final class IngressTables {

    private IngressTables() {}

    /** The columns of ingresses. */
    public static TableColumns ingresses() {
        return new TableColumns(RecordedColumns.of("ingresses"), IngressTables::ingress);
    }

    /** The columns of the classes of ingresses. */
    public static TableColumns ingressClasses() {
        return new TableColumns(
                RecordedColumns.of("ingressclasses"),
                (ingressClass, now) -> List.of(
                        text(ingressClass, "metadata", "name"),
                        text(ingressClass, "spec", "controller"),
                        parameters(ingressClass),
                        Age.of(ingressClass, now)));
    }

    /** The columns of network policies. */
    public static TableColumns networkPolicies() {
        return new TableColumns(
                RecordedColumns.of("networkpolicies"),
                (policy, now) -> List.of(
                        text(policy, "metadata", "name"),
                        orNone(LabelSelectors.print(policy.path("spec").path("podSelector"))),
                        Age.of(policy, now)));
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
                Age.of(ingress, now));
    }

    private static String parameters(ObjectNode ingressClass) {
        String kind = text(ingressClass, "spec", "parameters", "kind");
        String group = text(ingressClass, "spec", "parameters", "apiGroup");
        String name = text(ingressClass, "spec", "parameters", "name");
        return orNone(kind.isEmpty() ? "" : kind + (group.isEmpty() ? "" : "." + group) + "/" + name);
    }
}
