package dev.watchworks.apiserver.kind.builtin;

import static dev.watchworks.apiserver.kind.ResourceType.Subresource.BINDING;
import static dev.watchworks.apiserver.kind.ResourceType.Subresource.EVICTION;
import static dev.watchworks.apiserver.kind.ResourceType.Subresource.FINALIZE;
import static dev.watchworks.apiserver.kind.ResourceType.Subresource.LOG;
import static dev.watchworks.apiserver.kind.ResourceType.Subresource.SCALE;
import static dev.watchworks.apiserver.kind.ResourceType.Subresource.STATUS;

import dev.watchworks.apiserver.kind.ResourceType;
import dev.watchworks.apiserver.kind.schema.Schemas;
import java.util.List;

/** The kinds that every cluster has. To add one, add its entry here. */
public final class Kinds {
    private static final List<ResourceType> ALL = List.of(
            ResourceType.builder("", "v1", "configmaps", "ConfigMap")
                    .schema(Schemas.of("core.ConfigMap"))
                    .shortNames("cm")
                    .build(),
            ResourceType.builder("", "v1", "endpoints", "Endpoints")
                    .schema(Schemas.of("core.Endpoints"))
                    .shortNames("ep")
                    .build(),
            ResourceType.builder("", "v1", "events", "Event")
                    .schema(Schemas.of("core.Event"))
                    .shortNames("ev")
                    .build(),
            ResourceType.builder("", "v1", "namespaces", "Namespace")
                    .schema(Schemas.of("core.Namespace"))
                    .clusterScoped()
                    .shortNames("ns")
                    .without("deletecollection")
                    .subresources(FINALIZE, STATUS)
                    .build(),
            ResourceType.builder("", "v1", "nodes", "Node")
                    .schema(Schemas.of("core.Node"))
                    .clusterScoped()
                    .shortNames("no")
                    .subresources(STATUS)
                    .build(),
            ResourceType.builder("", "v1", "pods", "Pod")
                    .schema(Schemas.of("core.Pod"))
                    .shortNames("po")
                    .categories("all")
                    .subresources(BINDING, EVICTION, LOG, STATUS)
                    .build(),
            ResourceType.builder("", "v1", "secrets", "Secret")
                    .schema(Schemas.of("core.Secret"))
                    .build(),
            ResourceType.builder("", "v1", "serviceaccounts", "ServiceAccount")
                    .schema(Schemas.of("core.ServiceAccount"))
                    .shortNames("sa")
                    .build(),
            ResourceType.builder("", "v1", "services", "Service")
                    .schema(Schemas.of("core.Service"))
                    .shortNames("svc")
                    .categories("all")
                    .subresources(STATUS)
                    .build(),
            ResourceType.builder("apps", "v1", "deployments", "Deployment")
                    .schema(Schemas.of("apps.Deployment"))
                    .shortNames("deploy")
                    .categories("all")
                    .subresources(SCALE, STATUS)
                    .build(),
            ResourceType.builder("apps", "v1", "replicasets", "ReplicaSet")
                    .schema(Schemas.of("apps.ReplicaSet"))
                    .shortNames("rs")
                    .categories("all")
                    .subresources(SCALE, STATUS)
                    .build(),
            ResourceType.builder("coordination.k8s.io", "v1", "leases", "Lease")
                    .schema(Schemas.of("coordination.Lease"))
                    .build(),
            ResourceType.builder("discovery.k8s.io", "v1", "endpointslices", "EndpointSlice")
                    .schema(Schemas.of("discovery.EndpointSlice"))
                    .build());

    private Kinds() {}

    /** Every entry, by group and then by plural. */
    public static List<ResourceType> all() {
        return ALL;
    }
}
