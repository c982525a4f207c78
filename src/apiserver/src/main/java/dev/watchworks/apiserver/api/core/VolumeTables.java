package dev.watchworks.apiserver.api.core;

import static dev.watchworks.apiserver.meta.NestedFields.has;
import static dev.watchworks.apiserver.meta.NestedFields.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.api.storage.StorageClassStrategy;
import dev.watchworks.apiserver.printers.HumanDuration;
import dev.watchworks.apiserver.printers.PrinterColumns;
import dev.watchworks.apiserver.printers.TableConvertor;
import java.time.Instant;
import java.util.List;

/** The columns of persistent volumes, their claims, and storage classes. */
public final class VolumeTables {
    private static final String UNSET = "<unset>";

    private VolumeTables() {}

    /** The columns of persistent volumes. */
    public static TableConvertor volumes() {
        return new TableConvertor(PrinterColumns.of("persistentvolumes"), VolumeTables::volume);
    }

    /** The columns of claims. */
    public static TableConvertor claims() {
        return new TableConvertor(PrinterColumns.of("persistentvolumeclaims"), VolumeTables::claim);
    }

    /** The columns of storage classes. */
    public static TableConvertor storageClasses() {
        return new TableConvertor(
                PrinterColumns.of("storageclasses"),
                (storageClass, now) -> List.of(
                        text(storageClass, "metadata", "name")
                                + (StorageClassStrategy.isDefault(storageClass) ? " (default)" : ""),
                        text(storageClass, "provisioner"),
                        text(storageClass, "reclaimPolicy"),
                        text(storageClass, "volumeBindingMode"),
                        storageClass.path("allowVolumeExpansion").asBoolean(),
                        HumanDuration.of(storageClass, now)));
    }

    private static List<Object> volume(ObjectNode volume, Instant now) {
        String claim = text(volume, "spec", "claimRef", "name");
        return List.of(
                text(volume, "metadata", "name"),
                text(volume, "spec", "capacity", "storage"),
                PersistentVolumeFields.accessModes(volume.path("spec")),
                text(volume, "spec", "persistentVolumeReclaimPolicy"),
                phase(volume),
                claim.isEmpty() ? "" : text(volume, "spec", "claimRef", "namespace") + "/" + claim,
                storageClass(volume),
                attributesClass(volume),
                text(volume, "status", "reason"),
                HumanDuration.of(volume, now),
                text(volume, "spec", "volumeMode"));
    }

    private static List<Object> claim(ObjectNode claim, Instant now) {
        boolean hasVolume = !text(claim, "spec", "volumeName").isEmpty();
        String capacity = text(claim, "status", "capacity", "storage");
        return List.of(
                text(claim, "metadata", "name"),
                phase(claim),
                text(claim, "spec", "volumeName"),
                hasVolume && capacity.isEmpty() ? "0" : hasVolume ? capacity : "",
                hasVolume ? PersistentVolumeFields.accessModes(claim.path("status")) : "",
                storageClass(claim),
                attributesClass(claim),
                HumanDuration.of(claim, now),
                text(claim, "spec", "volumeMode"));
    }

    private static String phase(ObjectNode object) {
        return has(object.path("metadata"), "deletionTimestamp") ? "Terminating" : text(object, "status", "phase");
    }

    private static String storageClass(ObjectNode object) {
        String annotated = text(object, "metadata", "annotations", "volume.beta.kubernetes.io/storage-class");
        return annotated.isEmpty() ? text(object, "spec", "storageClassName") : annotated;
    }

    private static String attributesClass(ObjectNode object) {
        String attributes = text(object, "spec", "volumeAttributesClassName");
        return attributes.isEmpty() ? UNSET : attributes;
    }
}
