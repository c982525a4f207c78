package dev.watchworks.apiserver.api.core;

import static dev.watchworks.apiserver.meta.NestedFields.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.printers.HumanDuration;
import dev.watchworks.apiserver.printers.PrinterColumns;
import dev.watchworks.apiserver.printers.TableConvertor;
import java.time.Instant;
import java.util.List;

/** The columns of config maps, secrets and service accounts. */
public final class ConfigTables {

    private ConfigTables() {}

    /** The columns of config maps. */
    public static TableConvertor configMaps() {
        return new TableConvertor(PrinterColumns.of("configmaps"), ConfigTables::configMap);
    }

    /** The columns of secrets. */
    public static TableConvertor secrets() {
        return new TableConvertor(PrinterColumns.of("secrets"), ConfigTables::secret);
    }

    /** The columns of service accounts. */
    public static TableConvertor serviceAccounts() {
        return new TableConvertor(PrinterColumns.of("serviceaccounts"), ConfigTables::serviceAccount);
    }

    private static List<Object> configMap(ObjectNode map, Instant now) {
        int data = map.path("data").size() + map.path("binaryData").size();
        return List.of(text(map, "metadata", "name"), data, HumanDuration.of(map, now));
    }

    private static List<Object> secret(ObjectNode secret, Instant now) {
        return List.of(
                text(secret, "metadata", "name"),
                text(secret, "type"),
                secret.path("data").size(),
                HumanDuration.of(secret, now));
    }

    private static List<Object> serviceAccount(ObjectNode account, Instant now) {
        return List.of(
                text(account, "metadata", "name"), account.path("secrets").size(), HumanDuration.of(account, now));
    }
}
