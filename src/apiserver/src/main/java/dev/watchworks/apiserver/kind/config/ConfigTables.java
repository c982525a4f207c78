package dev.watchworks.apiserver.kind.config;

import static dev.watchworks.apiserver.kind.ObjectFields.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.kind.Age;
import dev.watchworks.apiserver.kind.TableColumns;
import dev.watchworks.apiserver.kind.table.RecordedColumns;
import java.time.Instant;
import java.util.List;

/** The columns of config maps, secrets and service accounts. */
public final class ConfigTables {

    private ConfigTables() {}

    /** The columns of config maps. */
    public static TableColumns configMaps() {
        return new TableColumns(RecordedColumns.of("configmaps"), ConfigTables::configMap);
    }

    /** The columns of secrets. */
    public static TableColumns secrets() {
        return new TableColumns(RecordedColumns.of("secrets"), ConfigTables::secret);
    }

    /** The columns of service accounts. */
    public static TableColumns serviceAccounts() {
        return new TableColumns(RecordedColumns.of("serviceaccounts"), ConfigTables::serviceAccount);
    }

    private static List<Object> configMap(ObjectNode map, Instant now) {
        int data = map.path("data").size() + map.path("binaryData").size();
        return List.of(text(map, "metadata", "name"), data, Age.of(map, now));
    }

    private static List<Object> secret(ObjectNode secret, Instant now) {
        return List.of(
                text(secret, "metadata", "name"),
                text(secret, "type"),
                secret.path("data").size(),
                Age.of(secret, now));
    }

    private static List<Object> serviceAccount(ObjectNode account, Instant now) {
        return List.of(
                text(account, "metadata", "name"), account.path("secrets").size(), Age.of(account, now));
    }
}
