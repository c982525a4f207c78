package dev.watchworks.apiserver.api.install;

import static dev.watchworks.apiserver.registry.rest.Subresource.BINDING;
import static dev.watchworks.apiserver.registry.rest.Subresource.EVICTION;
import static dev.watchworks.apiserver.registry.rest.Subresource.FINALIZE;
import static dev.watchworks.apiserver.registry.rest.Subresource.LOG;
import static dev.watchworks.apiserver.registry.rest.Subresource.SCALE;
import static dev.watchworks.apiserver.registry.rest.Subresource.STATUS;

import dev.watchworks.apiserver.api.apps.DaemonSetStrategy;
import dev.watchworks.apiserver.api.apps.DeploymentStrategy;
import dev.watchworks.apiserver.api.apps.ReplicaSetStrategy;
import dev.watchworks.apiserver.api.apps.StatefulSetStrategy;
import dev.watchworks.apiserver.api.batch.CronJobStrategy;
import dev.watchworks.apiserver.api.batch.JobStrategy;
import dev.watchworks.apiserver.api.coordination.LeaseStrategy;
import dev.watchworks.apiserver.api.core.ConfigMapStrategy;
import dev.watchworks.apiserver.api.core.EndpointsStrategy;
import dev.watchworks.apiserver.api.core.EventStrategy;
import dev.watchworks.apiserver.api.core.LimitRangeStrategy;
import dev.watchworks.apiserver.api.core.NamespaceStrategy;
import dev.watchworks.apiserver.api.core.NodeStrategy;
import dev.watchworks.apiserver.api.core.PersistentVolumeClaimStrategy;
import dev.watchworks.apiserver.api.core.PersistentVolumeStrategy;
import dev.watchworks.apiserver.api.core.ResourceQuotaStrategy;
import dev.watchworks.apiserver.api.core.SecretStrategy;
import dev.watchworks.apiserver.api.core.ServiceAccountStrategy;
import dev.watchworks.apiserver.api.core.pod.PodStrategy;
import dev.watchworks.apiserver.api.core.service.ServiceStrategy;
import dev.watchworks.apiserver.api.discovery.EndpointSliceStrategy;
import dev.watchworks.apiserver.api.networking.IngressStrategy;
import dev.watchworks.apiserver.api.networking.NetworkPolicyStrategy;
import dev.watchworks.apiserver.api.policy.PodDisruptionBudgetStrategy;
import dev.watchworks.apiserver.api.rbac.RoleBindingStrategy;
import dev.watchworks.apiserver.api.rbac.RoleStrategy;
import dev.watchworks.apiserver.api.scheduling.PriorityClassStrategy;
import dev.watchworks.apiserver.api.storage.StorageClassStrategy;
import dev.watchworks.apiserver.codec.schema.Schemas;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import java.util.List;

/** The kinds that every cluster has. To add one, add its entry here. */
public final class BuiltinResourceTypes {
    private static final List<ResourceType> ALL = List.of(
            ResourceType.builder("", "v1", "configmaps", "ConfigMap")
                    .schema(Schemas.of("core.ConfigMap"))
                    .strategy(new ConfigMapStrategy())
                    .shortNames("cm")
                    .build(),
            ResourceType.builder("", "v1", "endpoints", "Endpoints")
                    .deprecated("v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice")
                    .schema(Schemas.of("core.Endpoints"))
                    .strategy(new EndpointsStrategy())
                    .shortNames("ep")
                    .build(),
            ResourceType.builder("", "v1", "events", "Event")
                    .schema(Schemas.of("core.Event"))
                    .strategy(new EventStrategy())
                    .shortNames("ev")
                    .build(),
            ResourceType.builder("", "v1", "limitranges", "LimitRange")
                    .schema(Schemas.of("core.LimitRange"))
                    .strategy(new LimitRangeStrategy())
                    .shortNames("limits")
                    .build(),
            ResourceType.builder("", "v1", "namespaces", "Namespace")
                    .schema(Schemas.of("core.Namespace"))
                    .strategy(new NamespaceStrategy())
                    .clusterScoped()
                    .shortNames("ns")
                    .without("deletecollection")
                    .subresources(FINALIZE, STATUS)
                    .build(),
            ResourceType.builder("", "v1", "nodes", "Node")
                    .schema(Schemas.of("core.Node"))
                    .strategy(new NodeStrategy())
                    .clusterScoped()
                    .shortNames("no")
                    .subresources(STATUS)
                    .build(),
            ResourceType.builder("", "v1", "persistentvolumeclaims", "PersistentVolumeClaim")
                    .schema(Schemas.of("core.PersistentVolumeClaim"))
                    .strategy(new PersistentVolumeClaimStrategy())
                    .shortNames("pvc")
                    .subresources(STATUS)
                    .build(),
            ResourceType.builder("", "v1", "persistentvolumes", "PersistentVolume")
                    .schema(Schemas.of("core.PersistentVolume"))
                    .strategy(new PersistentVolumeStrategy())
                    .clusterScoped()
                    .shortNames("pv")
                    .subresources(STATUS)
                    .build(),
            ResourceType.builder("", "v1", "pods", "Pod")
                    .schema(Schemas.of("core.Pod"))
                    .strategy(new PodStrategy())
                    .shortNames("po")
                    .categories("all")
                    .subresources(BINDING, EVICTION, LOG, STATUS)
                    .build(),
            ResourceType.builder("", "v1", "resourcequotas", "ResourceQuota")
                    .schema(Schemas.of("core.ResourceQuota"))
                    .strategy(new ResourceQuotaStrategy())
                    .shortNames("quota")
                    .subresources(STATUS)
                    .build(),
            ResourceType.builder("", "v1", "secrets", "Secret")
                    .schema(Schemas.of("core.Secret"))
                    .strategy(new SecretStrategy())
                    .build(),
            ResourceType.builder("", "v1", "serviceaccounts", "ServiceAccount")
                    .schema(Schemas.of("core.ServiceAccount"))
                    .strategy(new ServiceAccountStrategy())
                    .shortNames("sa")
                    .build(),
            ResourceType.builder("", "v1", "services", "Service")
                    .schema(Schemas.of("core.Service"))
                    .strategy(new ServiceStrategy())
                    .shortNames("svc")
                    .categories("all")
                    .subresources(STATUS)
                    .build(),
            ResourceType.builder("apps", "v1", "daemonsets", "DaemonSet")
                    .schema(Schemas.of("apps.DaemonSet"))
                    .strategy(new DaemonSetStrategy())
                    .shortNames("ds")
                    .categories("all")
                    .subresources(STATUS)
                    .build(),
            ResourceType.builder("apps", "v1", "deployments", "Deployment")
                    .schema(Schemas.withReplicas("apps.Deployment"))
                    .strategy(new DeploymentStrategy())
                    .shortNames("deploy")
                    .categories("all")
                    .subresources(SCALE, STATUS)
                    .build(),
            ResourceType.builder("apps", "v1", "replicasets", "ReplicaSet")
                    .schema(Schemas.withReplicas("apps.ReplicaSet"))
                    .strategy(new ReplicaSetStrategy())
                    .shortNames("rs")
                    .categories("all")
                    .subresources(SCALE, STATUS)
                    .build(),
            ResourceType.builder("apps", "v1", "statefulsets", "StatefulSet")
                    .schema(Schemas.withReplicas("apps.StatefulSet"))
                    .strategy(new StatefulSetStrategy())
                    .shortNames("sts")
                    .categories("all")
                    .subresources(SCALE, STATUS)
                    .build(),
            ResourceType.builder("batch", "v1", "cronjobs", "CronJob")
                    .schema(Schemas.of("batch.CronJob"))
                    .strategy(new CronJobStrategy())
                    .shortNames("cj")
                    .categories("all")
                    .subresources(STATUS)
                    .build(),
            ResourceType.builder("batch", "v1", "jobs", "Job")
                    .schema(Schemas.of("batch.Job"))
                    .strategy(new JobStrategy())
                    .categories("all")
                    .subresources(STATUS)
                    .build(),
            ResourceType.builder("coordination.k8s.io", "v1", "leases", "Lease")
                    .schema(Schemas.of("coordination.Lease"))
                    .strategy(new LeaseStrategy())
                    .build(),
            ResourceType.builder("discovery.k8s.io", "v1", "endpointslices", "EndpointSlice")
                    .schema(Schemas.of("discovery.EndpointSlice"))
                    .strategy(new EndpointSliceStrategy())
                    .build(),
            ResourceType.builder("networking.k8s.io", "v1", "ingressclasses", "IngressClass")
                    .schema(Schemas.of("networking.IngressClass"))
                    .clusterScoped()
                    .build(),
            ResourceType.builder("networking.k8s.io", "v1", "ingresses", "Ingress")
                    .schema(Schemas.of("networking.Ingress"))
                    .strategy(new IngressStrategy())
                    .shortNames("ing")
                    .subresources(STATUS)
                    .build(),
            ResourceType.builder("networking.k8s.io", "v1", "networkpolicies", "NetworkPolicy")
                    .schema(Schemas.of("networking.NetworkPolicy"))
                    .strategy(new NetworkPolicyStrategy())
                    .shortNames("netpol")
                    .build(),
            ResourceType.builder("policy", "v1", "poddisruptionbudgets", "PodDisruptionBudget")
                    .schema(Schemas.of("policy.PodDisruptionBudget"))
                    .strategy(new PodDisruptionBudgetStrategy())
                    .shortNames("pdb")
                    .subresources(STATUS)
                    .build(),
            ResourceType.builder("rbac.authorization.k8s.io", "v1", "clusterrolebindings", "ClusterRoleBinding")
                    .schema(Schemas.of("rbac.ClusterRoleBinding"))
                    .strategy(new RoleBindingStrategy("ClusterRole"))
                    .clusterScoped()
                    .build(),
            ResourceType.builder("rbac.authorization.k8s.io", "v1", "clusterroles", "ClusterRole")
                    .schema(Schemas.of("rbac.ClusterRole"))
                    .strategy(new RoleStrategy(false))
                    .clusterScoped()
                    .build(),
            ResourceType.builder("rbac.authorization.k8s.io", "v1", "rolebindings", "RoleBinding")
                    .schema(Schemas.of("rbac.RoleBinding"))
                    .strategy(new RoleBindingStrategy("Role", "ClusterRole"))
                    .build(),
            ResourceType.builder("rbac.authorization.k8s.io", "v1", "roles", "Role")
                    .schema(Schemas.of("rbac.Role"))
                    .strategy(new RoleStrategy(true))
                    .build(),
            ResourceType.builder("scheduling.k8s.io", "v1", "priorityclasses", "PriorityClass")
                    .schema(Schemas.of("scheduling.PriorityClass"))
                    .strategy(new PriorityClassStrategy())
                    .clusterScoped()
                    .shortNames("pc")
                    .build(),
            ResourceType.builder("storage.k8s.io", "v1", "storageclasses", "StorageClass")
                    .schema(Schemas.of("storage.StorageClass"))
                    .strategy(new StorageClassStrategy())
                    .clusterScoped()
                    .shortNames("sc")
                    .build());

    private BuiltinResourceTypes() {}

    /** Every entry, by group and then by plural. */
    public static List<ResourceType> all() {
        return ALL;
    }
}
