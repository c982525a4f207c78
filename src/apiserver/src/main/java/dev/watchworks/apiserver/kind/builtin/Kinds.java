package dev.watchworks.apiserver.kind.builtin;

import static dev.watchworks.apiserver.kind.ResourceType.Subresource.BINDING;
import static dev.watchworks.apiserver.kind.ResourceType.Subresource.EVICTION;
import static dev.watchworks.apiserver.kind.ResourceType.Subresource.FINALIZE;
import static dev.watchworks.apiserver.kind.ResourceType.Subresource.LOG;
import static dev.watchworks.apiserver.kind.ResourceType.Subresource.SCALE;
import static dev.watchworks.apiserver.kind.ResourceType.Subresource.STATUS;

import dev.watchworks.apiserver.kind.ResourceType;
import dev.watchworks.apiserver.kind.apps.DeploymentStrategy;
import dev.watchworks.apiserver.kind.apps.ReplicaSetStrategy;
import dev.watchworks.apiserver.kind.apps.WorkloadTables;
import dev.watchworks.apiserver.kind.cluster.ClusterTables;
import dev.watchworks.apiserver.kind.cluster.NamespaceStrategy;
import dev.watchworks.apiserver.kind.cluster.NodeStrategy;
import dev.watchworks.apiserver.kind.config.ConfigMapStrategy;
import dev.watchworks.apiserver.kind.config.ConfigTables;
import dev.watchworks.apiserver.kind.config.SecretStrategy;
import dev.watchworks.apiserver.kind.config.ServiceAccountStrategy;
import dev.watchworks.apiserver.kind.coordination.LeaseStrategy;
import dev.watchworks.apiserver.kind.coordination.LeaseTable;
import dev.watchworks.apiserver.kind.event.EventStrategy;
import dev.watchworks.apiserver.kind.event.EventTable;
import dev.watchworks.apiserver.kind.network.EndpointSliceStrategy;
import dev.watchworks.apiserver.kind.network.EndpointsStrategy;
import dev.watchworks.apiserver.kind.network.NetworkTables;
import dev.watchworks.apiserver.kind.pod.PodStrategy;
import dev.watchworks.apiserver.kind.pod.PodTable;
import dev.watchworks.apiserver.kind.schema.Schemas;
import dev.watchworks.apiserver.kind.service.ServiceStrategy;
import dev.watchworks.apiserver.kind.service.ServiceTable;
import java.util.List;

/** The kinds that every cluster has. To add one, add its entry here. */
public final class Kinds {
    private static final List<ResourceType> ALL = List.of(
            ResourceType.builder("", "v1", "configmaps", "ConfigMap")
                    .schema(Schemas.of("core.ConfigMap"))
                    .strategy(new ConfigMapStrategy())
                    .table(ConfigTables.configMaps())
                    .shortNames("cm")
                    .build(),
            ResourceType.builder("", "v1", "endpoints", "Endpoints")
                    .deprecated("v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice")
                    .schema(Schemas.of("core.Endpoints"))
                    .strategy(new EndpointsStrategy())
                    .table(NetworkTables.endpoints())
                    .shortNames("ep")
                    .build(),
            ResourceType.builder("", "v1", "events", "Event")
                    .schema(Schemas.of("core.Event"))
                    .strategy(new EventStrategy())
                    .table(EventTable.columns())
                    .shortNames("ev")
                    .build(),
            ResourceType.builder("", "v1", "namespaces", "Namespace")
                    .schema(Schemas.of("core.Namespace"))
                    .strategy(new NamespaceStrategy())
                    .table(ClusterTables.namespaces())
                    .clusterScoped()
                    .shortNames("ns")
                    .without("deletecollection")
                    .subresources(FINALIZE, STATUS)
                    .build(),
            ResourceType.builder("", "v1", "nodes", "Node")
                    .schema(Schemas.of("core.Node"))
                    .strategy(new NodeStrategy())
                    .table(ClusterTables.nodes())
                    .clusterScoped()
                    .shortNames("no")
                    .subresources(STATUS)
                    .build(),
            ResourceType.builder("", "v1", "pods", "Pod")
                    .schema(Schemas.of("core.Pod"))
                    .strategy(new PodStrategy())
                    .table(PodTable.columns())
                    .shortNames("po")
                    .categories("all")
                    .subresources(BINDING, EVICTION, LOG, STATUS)
                    .build(),
            ResourceType.builder("", "v1", "secrets", "Secret")
                    .schema(Schemas.of("core.Secret"))
                    .strategy(new SecretStrategy())
                    .table(ConfigTables.secrets())
                    .build(),
            ResourceType.builder("", "v1", "serviceaccounts", "ServiceAccount")
                    .schema(Schemas.of("core.ServiceAccount"))
                    .strategy(new ServiceAccountStrategy())
                    .table(ConfigTables.serviceAccounts())
                    .shortNames("sa")
                    .build(),
            ResourceType.builder("", "v1", "services", "Service")
                    .schema(Schemas.of("core.Service"))
                    .strategy(new ServiceStrategy())
                    .table(ServiceTable.columns())
                    .shortNames("svc")
                    .categories("all")
                    .subresources(STATUS)
                    .build(),
            ResourceType.builder("apps", "v1", "deployments", "Deployment")
                    .schema(Schemas.withReplicas("apps.Deployment"))
                    .strategy(new DeploymentStrategy())
                    .table(WorkloadTables.deployments())
                    .shortNames("deploy")
                    .categories("all")
                    .subresources(SCALE, STATUS)
                    .build(),
            ResourceType.builder("apps", "v1", "replicasets", "ReplicaSet")
                    .schema(Schemas.withReplicas("apps.ReplicaSet"))
                    .strategy(new ReplicaSetStrategy())
                    .table(WorkloadTables.replicaSets())
                    .shortNames("rs")
                    .categories("all")
                    .subresources(SCALE, STATUS)
                    .build(),
            ResourceType.builder("coordination.k8s.io", "v1", "leases", "Lease")
                    .schema(Schemas.of("coordination.Lease"))
                    .strategy(new LeaseStrategy())
                    .table(LeaseTable.columns())
                    .build(),
            ResourceType.builder("discovery.k8s.io", "v1", "endpointslices", "EndpointSlice")
                    .schema(Schemas.of("discovery.EndpointSlice"))
                    .strategy(new EndpointSliceStrategy())
                    .table(NetworkTables.endpointSlices())
                    .build());

    private Kinds() {}

    /** Every entry, by group and then by plural. */
    public static List<ResourceType> all() {
        return ALL;
    }
}
