package dev.watchworks.apiserver.api.coordination;

import static dev.watchworks.apiserver.meta.NestedFields.text;

import dev.watchworks.apiserver.printers.HumanDuration;
import dev.watchworks.apiserver.printers.PrinterColumns;
import dev.watchworks.apiserver.printers.TableConvertor;
import java.util.List;

/** The columns of leases. */
public final class LeaseTable {

    private LeaseTable() {}

    /** The columns, and how a lease fills them. */
    public static TableConvertor columns() {
        return new TableConvertor(
                PrinterColumns.of("leases"),
                (lease, now) -> List.of(
                        text(lease, "metadata", "name"),
                        text(lease, "spec", "holderIdentity"),
                        HumanDuration.of(lease, now)));
    }
}
