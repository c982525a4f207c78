package dev.watchworks.apiserver.api.install;

import static dev.watchworks.apiserver.registry.rest.StrategyFlag.ALLOWS_CREATE_ON_UPDATE;
import static dev.watchworks.apiserver.registry.rest.StrategyFlag.DELETES_GRACEFULLY;
import static dev.watchworks.apiserver.registry.rest.StrategyFlag.REQUIRES_RESOURCE_VERSION;
import static dev.watchworks.apiserver.registry.rest.StrategyFlag.RETURNS_DELETED_OBJECT;
import static dev.watchworks.apiserver.registry.rest.StrategyFlag.TRACKS_GENERATION;

import dev.watchworks.apiserver.api.apps.DaemonSetStrategy;
import dev.watchworks.apiserver.api.apps.DeploymentStrategy;
import dev.watchworks.apiserver.api.apps.WorkloadStrategy;
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
import dev.watchworks.apiserver.apiextensions.customresourcedefinition.CustomResourceDefinitionStrategy;
import dev.watchworks.apiserver.codec.schema.DataFile;
import dev.watchworks.apiserver.codec.schema.StructSchema;
import dev.watchworks.apiserver.printers.TableConvertor;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import dev.watchworks.apiserver.registry.rest.Strategy;
import dev.watchworks.apiserver.registry.rest.StrategyFlag;
import dev.watchworks.apiserver.registry.rest.Subresource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The kinds that every cluster has. To add one, add its entry here: the name of its type in {@code types.txt} and its
 * strategy. Everything else comes from {@code resources.txt}, which is recorded from a real server's discovery;
 * {@code src/reference-cluster/served} describes its lines.
 */
public final class BuiltinResourceTypes {
    private static final Map<String, String[]> RESOURCES = read();

    private static final List<ResourceType> ALL = List.of(
            type("core.ConfigMap", new ConfigMapStrategy()),
            type("core.Endpoints", new EndpointsStrategy(), ALLOWS_CREATE_ON_UPDATE),
            type("core.Event", new EventStrategy(), ALLOWS_CREATE_ON_UPDATE),
            type("core.LimitRange", new LimitRangeStrategy()),
            type("core.Namespace", new NamespaceStrategy(), RETURNS_DELETED_OBJECT),
            type("core.Node", new NodeStrategy()),
            type("core.PersistentVolumeClaim", new PersistentVolumeClaimStrategy(), RETURNS_DELETED_OBJECT),
            type("core.PersistentVolume", new PersistentVolumeStrategy(), RETURNS_DELETED_OBJECT),
            type("core.Pod", new PodStrategy(), TRACKS_GENERATION, RETURNS_DELETED_OBJECT, DELETES_GRACEFULLY),
            type("core.ResourceQuota", new ResourceQuotaStrategy()),
            type("core.Secret", new SecretStrategy()),
            type("core.ServiceAccount", new ServiceAccountStrategy(), RETURNS_DELETED_OBJECT),
            type("core.Service", new ServiceStrategy(), ALLOWS_CREATE_ON_UPDATE, RETURNS_DELETED_OBJECT),
            type(
                    "apiextensions.CustomResourceDefinition",
                    new CustomResourceDefinitionStrategy(),
                    TRACKS_GENERATION,
                    REQUIRES_RESOURCE_VERSION),
            type("apps.DaemonSet", new DaemonSetStrategy(), TRACKS_GENERATION),
            type("apps.Deployment", new DeploymentStrategy(), TRACKS_GENERATION),
            type("apps.ReplicaSet", new WorkloadStrategy("apps.ReplicaSetSpec", "replicas"), TRACKS_GENERATION),
            type(
                    "apps.StatefulSet",
                    new WorkloadStrategy("apps.StatefulSetSpec", "replicas", "availableReplicas"),
                    TRACKS_GENERATION),
            type("batch.CronJob", new CronJobStrategy(), TRACKS_GENERATION),
            type("batch.Job", new JobStrategy(), TRACKS_GENERATION),
            type("coordination.Lease", new LeaseStrategy(), ALLOWS_CREATE_ON_UPDATE, REQUIRES_RESOURCE_VERSION),
            type("discovery.EndpointSlice", new EndpointSliceStrategy(), TRACKS_GENERATION),
            type("networking.IngressClass", Strategy.NONE),
            type("networking.Ingress", new IngressStrategy(), TRACKS_GENERATION),
            type("networking.NetworkPolicy", new NetworkPolicyStrategy(), TRACKS_GENERATION),
            type(
                    "policy.PodDisruptionBudget",
                    new PodDisruptionBudgetStrategy(),
                    TRACKS_GENERATION,
                    REQUIRES_RESOURCE_VERSION),
            type("rbac.ClusterRoleBinding", new RoleBindingStrategy("ClusterRole")),
            type("rbac.ClusterRole", new RoleStrategy(false)),
            type("rbac.RoleBinding", new RoleBindingStrategy("Role", "ClusterRole")),
            type("rbac.Role", new RoleStrategy(true)),
            type("scheduling.PriorityClass", new PriorityClassStrategy(), TRACKS_GENERATION),
            type("storage.StorageClass", new StorageClassStrategy()));

    private BuiltinResourceTypes() {}

    /** All entries, sorted by group and plural. */
    public static List<ResourceType> all() {
        return ALL;
    }

    private static ResourceType type(String name, Strategy strategy, StrategyFlag... flags) {
        String[] resource = Objects.requireNonNull(RESOURCES.get(name), name);
        int slash = resource[0].indexOf('/');
        String plural = resource[1];
        String kind = resource[2];
        List<String> subresources = list(resource[7]);
        return new ResourceType(
                resource[0].substring(0, Math.max(0, slash)),
                resource[0].substring(slash + 1),
                resource[0].substring(slash + 1),
                plural,
                kind.toLowerCase(Locale.ROOT),
                kind,
                kind + "List",
                resource[3].equals("namespaced"),
                list(resource[5]),
                list(resource[6]),
                list(resource[4]),
                served(subresources),
                new StructSchema(name, subresources.contains("scale")),
                strategy,
                Set.of(flags),
                new TableConvertor(plural));
    }

    private static List<String> list(String words) {
        return words.equals("-") ? List.of() : List.of(words.split(","));
    }

    private static Set<Subresource> served(List<String> recorded) {
        return Arrays.stream(Subresource.values())
                .filter(subresource -> recorded.contains(subresource.path()))
                .collect(Collectors.toSet());
    }

    /** The words of each line, by the name of the type: {@code apps.Deployment} of {@code apps/v1} and its kind. */
    private static Map<String, String[]> read() {
        Map<String, String[]> resources = new HashMap<>();
        for (String line : DataFile.lines(BuiltinResourceTypes.class, "resources.txt")) {
            String[] words = line.split(" ");
            resources.put(typePackage(words[0]) + "." + words[2], words);
        }
        return resources;
    }

    /** The package of a group version's Go types: {@code rbac} of {@code rbac.authorization.k8s.io/v1}. */
    private static String typePackage(String groupVersion) {
        int slash = groupVersion.indexOf('/');
        int dot = groupVersion.indexOf('.');
        return slash < 0 ? "core" : groupVersion.substring(0, dot < 0 ? slash : dot);
    }
}
