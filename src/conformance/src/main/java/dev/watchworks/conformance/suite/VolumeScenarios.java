package dev.watchworks.conformance.suite;

import dev.watchworks.conformance.scenario.ConformanceScenario;
import dev.watchworks.conformance.scenario.ScenarioClient;
import dev.watchworks.conformance.scenario.ScenarioWatch;

/** Volumes, claims and storage classes: stored, defaulted, printed and watched. */
final class VolumeScenarios {
    private static final String TABLE = "application/json;as=Table;v=v1;g=meta.k8s.io";
    private static final String VOLUMES = "/api/v1/persistentvolumes";
    private static final String CLASSES = "/apis/storage.k8s.io/v1/storageclasses";
    private static final String ASKED = "'accessModes':['ReadWriteOnce'],'resources':{'requests':{'storage':'1Gi'}}";

    @ConformanceScenario({3, 27, 51})
    void aClaimIsStoredWithItsDefaultsAndWatched(ScenarioClient client) {
        String from = client.get(client.in("persistentvolumeclaims")).version();
        ScenarioWatch watch = client.watch(client.in("persistentvolumeclaims?resourceVersion=" + from));
        client.post(
                        client.in("persistentvolumeclaims"),
                        "{'metadata':{'name':'a'},'spec':{'storageClassName':''," + ASKED + "}}")
                .code(201)
                .is("/spec/volumeMode", "Filesystem");
        client.get(client.in("persistentvolumeclaims"), TABLE).is("/rows/0/cells/1", "Pending");

        watch.next("ADDED", "a");
    }

    @ConformanceScenario(35)
    void aClaimAsksForStorageAndSaysHowItIsUsed(ScenarioClient client) {
        client.post(client.in("persistentvolumeclaims"), "{'metadata':{'name':'a'},'spec':{}}")
                .code(422)
                .is("/details/causes/0/field", "spec.accessModes")
                .is("/details/causes/1/field", "spec.resources[storage]");
        client.post(
                        client.in("persistentvolumeclaims"),
                        "{'metadata':{'name':'a'},'spec':{'accessModes':['Often','ReadWriteOncePod'],'volumeMode':'Tape',"
                                + "'storageClassName':'A B','resources':{'requests':{'storage':'0'}}}}")
                .code(422)
                .is("/details/causes/0/reason", "FieldValueNotSupported");
    }

    @ConformanceScenario(35)
    void aClaimIsNotChanged(ScenarioClient client) {
        client.post(
                        client.in("persistentvolumeclaims"),
                        "{'metadata':{'name':'a'},'spec':{'storageClassName':''," + ASKED + "}}")
                .code(201);
        client.merge(client.in("persistentvolumeclaims/a"), "{'spec':{'accessModes':['ReadWriteMany']}}")
                .code(422)
                .is("/details/causes/0/reason", "FieldValueForbidden");
        client.merge(client.in("persistentvolumeclaims/a"), "{'metadata':{'labels':{'a':'b'}}}")
                .code(200);
    }

    @ConformanceScenario(45)
    void aDeletedClaimIsAnswered(ScenarioClient client) {
        client.post(client.in("persistentvolumeclaims"), "{'metadata':{'name':'a'},'spec':{" + ASKED + "}}")
                .code(201);
        client.delete(client.in("persistentvolumeclaims/a")).code(200).is("/kind", "PersistentVolumeClaim");
    }

    @ConformanceScenario({27, 51})
    void aVolumeIsStoredWithItsDefaults(ScenarioClient client) {
        String name = client.clusterScopedName(VOLUMES, "volume");
        client.post(VOLUMES, volume(name, "'storageClassName':'none','hostPath':{'path':'/data'}"))
                .code(201)
                .is("/spec/persistentVolumeReclaimPolicy", "Retain")
                .is("/status/phase", "Pending");
        client.get(VOLUMES + "/" + name, TABLE).is("/rows/0/cells/2", "RWO");
        client.merge(VOLUMES + "/" + name, "{'spec':{'volumeMode':'Block'}}").code(422);
        client.merge(VOLUMES + "/" + name, "{'spec':{'claimRef':{'namespace':'a','name':'b'}}}")
                .code(200);
    }

    @ConformanceScenario(35)
    void aVolumeNeedsASourceAndASize(ScenarioClient client) {
        client.post(VOLUMES, "{'metadata':{'name':'a'},'spec':{}}")
                .code(422)
                .is("/details/causes/0/field", "spec.accessModes");
        client.post(
                        VOLUMES,
                        volume(
                                "a",
                                "'persistentVolumeReclaimPolicy':'Keep','hostPath':{'path':'/a/..'},'nfs':{'server':'a','path':'/'}"))
                .code(422)
                .is("/details/causes/0/field", "spec.persistentVolumeReclaimPolicy");
        client.post(VOLUMES, volume("a", "'hostPath':{'path':'/a'}").replace("1Gi", "-1"))
                .code(422)
                .is("/details/causes/0/field", "spec.capacity[storage]");
    }

    @ConformanceScenario({27, 35, 51})
    void aStorageClassIsStoredWithItsDefaults(ScenarioClient client) {
        String name = client.clusterScopedName(CLASSES, "class");
        client.post(
                        CLASSES,
                        "{'metadata':{'name':'" + name + "'},'provisioner':'example.com/disk','parameters':{'a':'b'}}")
                .code(201)
                .is("/reclaimPolicy", "Delete")
                .is("/volumeBindingMode", "Immediate");
        client.get(CLASSES + "/" + name, TABLE).is("/rows/0/cells/1", "example.com/disk");
        client.merge(
                        CLASSES + "/" + name,
                        "{'parameters':{'a':'c'},'provisioner':'p','reclaimPolicy':'Retain','volumeBindingMode':'WaitForFirstConsumer'}")
                .code(422)
                .is("/details/causes/0/field", "parameters");
        client.post(CLASSES, "{'metadata':{'name':'a'}}").code(422).is("/details/causes/0/field", "provisioner");
        client.post(
                        CLASSES,
                        "{'metadata':{'name':'a'},'provisioner':'p q','reclaimPolicy':'Recycle','volumeBindingMode':'Late'}")
                .code(422);
    }

    private static String volume(String name, String fields) {
        return "{'metadata':{'name':'" + name
                + "'},'spec':{'capacity':{'storage':'1Gi'},'accessModes':['ReadWriteOnce']," + fields + "}}";
    }
}
