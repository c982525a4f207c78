package dev.watchworks.apiserver.kind.coordination;

import static dev.watchworks.apiserver.kind.ObjectFields.text;

import dev.watchworks.apiserver.kind.Age;
import dev.watchworks.apiserver.kind.TableColumns;
import dev.watchworks.apiserver.kind.table.RecordedColumns;
import java.util.List;

/** The columns of leases. */
public final class LeaseTable {

    private LeaseTable() {}

    /** The columns, and how a lease fills them. */
    public static TableColumns columns() {
        return new TableColumns(
                RecordedColumns.of("leases"),
                (lease, now) -> List.of(
                        text(lease, "metadata", "name"), text(lease, "spec", "holderIdentity"), Age.of(lease, now)));
    }
}
