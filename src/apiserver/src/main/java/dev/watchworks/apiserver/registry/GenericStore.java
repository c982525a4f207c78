package dev.watchworks.apiserver.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.errors.ApiErrors;
import dev.watchworks.apiserver.errors.ApiException;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import dev.watchworks.apiserver.storage.Cacher;
import dev.watchworks.apiserver.storage.NotificationThread;
import dev.watchworks.apiserver.storage.Store;
import dev.watchworks.apiserver.storage.StoredObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The one registry of a server, on its store. */
public final class GenericStore implements Registry, AutoCloseable {
    private final Map<String, ResourceType> types;
    private final Store store;
    private final WriteContext context;
    private final CreateOperation creation;
    private final UpdateOperation replacement;
    private final DeleteOperation deletion;
    private final NotificationThread consumers;
    private final FieldManagerOptions writer;

    /** A registry that writes as the API server itself. */
    public GenericStore(RegistrySettings settings, Store store) {
        this.store = store;
        types = new LinkedHashMap<>();
        settings.types().forEach(type -> types.put(type.groupResource(), type));
        context = new WriteContext(store, settings.clock(), new NameGenerator(settings.seed()));
        creation = new CreateOperation(context);
        replacement = new UpdateOperation(context);
        deletion = new DeleteOperation(context);
        consumers = new NotificationThread("apiserver-consumers");
        writer = new FieldManagerOptions("kube-apiserver", false);
    }

    private GenericStore(GenericStore shared, String manager) {
        types = shared.types;
        store = shared.store;
        context = shared.context;
        creation = shared.creation;
        replacement = shared.replacement;
        deletion = shared.deletion;
        consumers = shared.consumers;
        writer = new FieldManagerOptions(manager, false);
    }

    @Override
    public GenericStore writingAs(String manager) {
        return new GenericStore(this, manager);
    }

    @Override
    public ResourceType type(String groupResource) {
        ResourceType type = types.get(groupResource);
        if (type == null) {
            throw ApiErrors.unknownResource();
        }
        return type;
    }

    @Override
    public List<ResourceType> types() {
        return List.copyOf(types.values());
    }

    @Override
    public @Nullable ObjectNode find(ResourceType type, String namespace, String name) {
        StoredObject found = context.find(type, namespace, name);
        return found == null ? null : found.tree();
    }

    /** The stored object, which keeps its JSON; fails with 404 when there is none. */
    public StoredObject get(ResourceType type, String namespace, String name) {
        StoredObject found = context.find(type, namespace, name);
        if (found == null) {
            throw ApiErrors.notFound(WriteContext.resourceSubject(type, name));
        }
        return found;
    }

    /** The store's side of a type. */
    public Cacher resource(ResourceType type) {
        return context.resource(type);
    }

    @Override
    public List<ObjectNode> list(ResourceType type, String namespace) {
        return context.list(type, namespace);
    }

    @Override
    public ObjectNode create(ResourceType type, String namespace, ObjectNode object) {
        return create(type, namespace, StoredForm.normalized(type, object), writer);
    }

    /** Creates an object that its schema has read; it is the callee's to change. */
    public ObjectNode create(ResourceType type, String namespace, ObjectNode object, FieldManagerOptions by) {
        return store.write(() -> creation.createLocked(type, namespace, object, by));
    }

    @Override
    public @Nullable ObjectNode update(
            ResourceType type, String namespace, String name, UnaryOperator<@Nullable ObjectNode> change) {
        return updateIfThere(type, namespace, name, Subresource.MAIN, change);
    }

    @Override
    public @Nullable ObjectNode updateStatus(
            ResourceType type, String namespace, String name, UnaryOperator<@Nullable ObjectNode> change) {
        return updateIfThere(type, namespace, name, Subresource.STATUS, change);
    }

    @Override
    public @Nullable ObjectNode updateNamespaceFinalizers(
            String namespace, UnaryOperator<@Nullable ObjectNode> change) {
        return updateIfThere(type("namespaces"), "", namespace, Subresource.FINALIZE, change);
    }

    private @Nullable ObjectNode updateIfThere(
            ResourceType type,
            String namespace,
            String name,
            Subresource channel,
            UnaryOperator<@Nullable ObjectNode> change) {
        try {
            return update(type, namespace, name, channel, change, writer).object();
        } catch (ApiException failure) {
            if (failure.code() == 404) {
                return null;
            }
            throw failure;
        }
    }

    /**
     * Changes an object: {@code change} gets a copy of what is stored and returns what to store, or null to leave it
     * alone; it runs again when another write came between. Fails with 404 when there is none.
     */
    public WriteResult update(
            ResourceType type,
            String namespace,
            String name,
            Subresource channel,
            UnaryOperator<@Nullable ObjectNode> change,
            FieldManagerOptions by) {
        while (true) {
            StoredObject current = get(type, namespace, name);
            ObjectNode changed = change.apply(current.tree().deepCopy());
            if (changed == null) {
                return new WriteResult(WriteResult.Kind.UPDATED, current.tree());
            }
            ObjectNode object = StoredForm.normalized(type, changed);
            WriteResult outcome = store.write(() -> context.find(type, namespace, name) == current
                    ? replacement.replaceLocked(type, current, object, channel, by)
                    : null);
            if (outcome != null) {
                return outcome;
            }
        }
    }

    @Override
    public void bind(String namespace, String pod, String node) {
        bind(namespace, pod, node, false);
    }

    /** The same, perhaps only tried. */
    public void bind(String namespace, String pod, String node, boolean dryRun) {
        UnaryOperator<@Nullable ObjectNode> change =
                object -> PodBinding.bind(Objects.requireNonNull(object), node, context.timestamp());
        update(
                type("pods"),
                namespace,
                pod,
                Subresource.BINDING,
                change,
                new FieldManagerOptions(writer.manager(), dryRun));
    }

    @Override
    public void delete(ResourceType type, String namespace, String name, DeleteOptions options) {
        if (find(type, namespace, name) == null) {
            return;
        }
        try {
            delete(type, namespace, name, options, false);
        } catch (ApiException failure) {
            if (failure.code() != 404) {
                throw failure;
            }
        }
    }

    /** Deletes an object, or begins to; fails with 404 when there is none. */
    public WriteResult delete(ResourceType type, String namespace, String name, DeleteOptions options, boolean dryRun) {
        return store.write(() -> deletion.deleteLocked(type, get(type, namespace, name), options, dryRun));
    }

    @Override
    public AutoCloseable watch(ResourceType type, Consumer<Change> consumer) {
        return InProcessWatch.begin(context.resource(type), consumers, consumer);
    }

    @Override
    public void close() {
        consumers.close();
    }
}
