package dev.watchworks.apiserver.kind.builtin;

import static dev.watchworks.apiserver.kind.ResourceType.Subresource.BINDING;
import static dev.watchworks.apiserver.kind.ResourceType.Subresource.EVICTION;
import static dev.watchworks.apiserver.kind.ResourceType.Subresource.FINALIZE;
import static dev.watchworks.apiserver.kind.ResourceType.Subresource.LOG;
import static dev.watchworks.apiserver.kind.ResourceType.Subresource.SCALE;
import static dev.watchworks.apiserver.kind.ResourceType.Subresource.STATUS;

import dev.watchworks.apiserver.kind.ResourceType;
import java.util.List;

/** The kinds that every cluster has. To add one, add its entry here. */
public final class Kinds {
    private static final List<ResourceType> ALL = List.of(
            ResourceType.builder("", "v1", "configmaps", "ConfigMap")
                    .shortNames("cm")
                    .build(),
            ResourceType.builder("", "v1", "endpoints", "Endpoints")
                    .shortNames("ep")
                    .build(),
            ResourceType.builder("", "v1", "events", "Event").shortNames("ev").build(),
            ResourceType.builder("", "v1", "namespaces", "Namespace")
                    .clusterScoped()
                    .shortNames("ns")
                    .without("deletecollection")
                    .subresources(FINALIZE, STATUS)
                    .build(),
            ResourceType.builder("", "v1", "nodes", "Node")
                    .clusterScoped()
                    .shortNames("no")
                    .subresources(STATUS)
                    .build(),
            ResourceType.builder("", "v1", "pods", "Pod")
                    .shortNames("po")
                    .categories("all")
                    .subresources(BINDING, EVICTION, LOG, STATUS)
                    .build(),
            ResourceType.builder("", "v1", "secrets", "Secret").build(),
            ResourceType.builder("", "v1", "serviceaccounts", "ServiceAccount")
                    .shortNames("sa")
                    .build(),
            ResourceType.builder("", "v1", "services", "Service")
                    .shortNames("svc")
                    .categories("all")
                    .subresources(STATUS)
                    .build(),
            ResourceType.builder("apps", "v1", "deployments", "Deployment")
                    .shortNames("deploy")
                    .categories("all")
                    .subresources(SCALE, STATUS)
                    .build(),
            ResourceType.builder("apps", "v1", "replicasets", "ReplicaSet")
                    .shortNames("rs")
                    .categories("all")
                    .subresources(SCALE, STATUS)
                    .build(),
            ResourceType.builder("coordination.k8s.io", "v1", "leases", "Lease").build(),
            ResourceType.builder("discovery.k8s.io", "v1", "endpointslices", "EndpointSlice")
                    .build());

    private Kinds() {}

    /** Every entry, by group and then by plural. */
    public static List<ResourceType> all() {
        return ALL;
    }
}
