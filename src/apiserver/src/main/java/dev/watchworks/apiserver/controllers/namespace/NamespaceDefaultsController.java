package dev.watchworks.apiserver.controllers.namespace;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.controllers.runtime.Controller;
import dev.watchworks.apiserver.controllers.runtime.ControllerContext;
import dev.watchworks.apiserver.controllers.runtime.ResourceEventHandler;
import dev.watchworks.apiserver.controllers.runtime.SharedInformerFactory;
import dev.watchworks.apiserver.meta.ObjectMeta;
import dev.watchworks.apiserver.registry.rest.ResourceType;

/** Keeps the service account {@code default} and the config map {@code kube-root-ca.crt} in every namespace. */
public final class NamespaceDefaultsController extends Controller<String> {
    private static final String ACCOUNT = "default";
    private static final String CERTIFICATES = "kube-root-ca.crt";
    private static final String KEY = "ca.crt";
    private static final String DESCRIPTION = "Contains a CA bundle that can be used to verify the kube-apiserver when"
            + " using internal endpoints such as the internal service IP or kubernetes.default.svc. No other usage is"
            + " guaranteed across distributions of Kubernetes clusters.";

    private final String certificateAuthority;
    private final ResourceType namespaces = registry.type("namespaces");
    private final ResourceType accounts = registry.type("serviceaccounts");
    private final ResourceType configMaps = registry.type("configmaps");

    /** @param certificateAuthority in PEM; empty for a server without TLS */
    public NamespaceDefaultsController(ControllerContext context, String certificateAuthority) {
        super("namespacedefaults", context);
        this.certificateAuthority = certificateAuthority;
    }

    @Override
    public void addEventHandlers(SharedInformerFactory informers) {
        informers.addEventHandler(namespaces, (before, after) -> {
            if (after != null && before == null) {
                queue.add(ObjectMeta.name(after));
            }
        });
        informers.addEventHandler(accounts, ResourceEventHandler.onDelete(account -> {
            if (ObjectMeta.name(account).equals(ACCOUNT)) {
                queue.add(ObjectMeta.namespace(account));
            }
        }));
        informers.addEventHandler(configMaps, (before, after) -> {
            if (before != null && ObjectMeta.name(before).equals(CERTIFICATES)) {
                queue.add(ObjectMeta.namespace(before));
            }
        });
    }

    @Override
    protected void sync(String name) {
        ObjectNode namespace = registry.find(namespaces, "", name);
        if (namespace == null || ObjectMeta.isBeingDeleted(namespace)) {
            return;
        }
        createIfMissing(accounts, accounts.newObject(name, ACCOUNT));
        ObjectNode present = registry.find(configMaps, name, CERTIFICATES);
        if (present == null) {
            createUnlessTerminating(configMaps, fill(configMaps.newObject(name, CERTIFICATES)));
        } else if (!present.path("data").path(KEY).asText().equals(certificateAuthority)
                || present.path("data").size() != 1) {
            registry.update(configMaps, name, CERTIFICATES, map -> map == null ? null : fill(map));
        }
    }

    private ObjectNode fill(ObjectNode configMap) {
        ObjectMeta.annotate(configMap, "kubernetes.io/description", DESCRIPTION);
        configMap.putObject("data").put(KEY, certificateAuthority);
        return configMap;
    }
}
