package dev.watchworks.apiserver.api.discovery;

import static dev.watchworks.apiserver.meta.NestedFields.has;
import static dev.watchworks.apiserver.meta.NestedFields.number;
import static dev.watchworks.apiserver.meta.NestedFields.objects;
import static dev.watchworks.apiserver.meta.NestedFields.text;
import static dev.watchworks.apiserver.meta.NestedFields.texts;
import static dev.watchworks.apiserver.printers.TableCells.firstOf;
import static dev.watchworks.apiserver.printers.TableCells.orNone;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.printers.HumanDuration;
import dev.watchworks.apiserver.printers.PrinterColumns;
import dev.watchworks.apiserver.printers.TableConvertor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The columns of endpoints and endpoint slices. */
public final class EndpointTables {

    private EndpointTables() {}

    /** The columns of endpoints. */
    public static TableConvertor endpoints() {
        return new TableConvertor(PrinterColumns.of("endpoints"), EndpointTables::endpoints);
    }

    /** The columns of endpoint slices. */
    public static TableConvertor endpointSlices() {
        return new TableConvertor(PrinterColumns.of("endpointslices"), EndpointTables::endpointSlice);
    }

    private static List<Object> endpoints(ObjectNode endpoints, Instant now) {
        List<ObjectNode> subsets = objects(endpoints, "subsets");
        List<String> all = new ArrayList<>();
        for (ObjectNode subset : subsets) {
            List<ObjectNode> ports = objects(subset, "ports");
            if (ports.isEmpty()) {
                objects(subset, "addresses").forEach(address -> all.add(text(address, "ip")));
            }
            for (ObjectNode port : ports) {
                objects(subset, "addresses")
                        .forEach(address -> all.add(joined(text(address, "ip"), number(port, "port"))));
            }
        }
        return List.of(
                text(endpoints, "metadata", "name"),
                subsets.isEmpty() ? orNone("") : firstOf(all),
                HumanDuration.of(endpoints, now));
    }

    private static String joined(String address, long port) {
        return (address.indexOf(':') < 0 ? address : "[" + address + "]") + ":" + port;
    }

    private static List<Object> endpointSlice(ObjectNode slice, Instant now) {
        List<String> ports = new ArrayList<>();
        for (ObjectNode port : objects(slice, "ports")) {
            String name = has(port, "name") ? text(port, "name") : "*";
            ports.add(has(port, "port") ? String.valueOf(number(port, "port")) : name);
        }
        List<String> addresses = new ArrayList<>();
        objects(slice, "endpoints").forEach(endpoint -> addresses.addAll(texts(endpoint, "addresses")));
        return List.of(
                text(slice, "metadata", "name"),
                text(slice, "addressType"),
                ports.isEmpty() ? "<unset>" : firstOf(ports),
                addresses.isEmpty() ? "<unset>" : firstOf(addresses),
                HumanDuration.of(slice, now));
    }
}
