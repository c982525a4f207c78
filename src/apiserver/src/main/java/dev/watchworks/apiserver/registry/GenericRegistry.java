package dev.watchworks.apiserver.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.schema.DecodeException;
import dev.watchworks.apiserver.errors.ApiErrors;
import dev.watchworks.apiserver.errors.ApiException;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import dev.watchworks.apiserver.registry.rest.ResourceTypes;
import dev.watchworks.apiserver.registry.rest.Subresource;
import dev.watchworks.apiserver.storage.NotificationThread;
import dev.watchworks.apiserver.storage.Store;
import dev.watchworks.apiserver.storage.StoredObject;
import java.time.Clock;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the objects of all kinds by their strategies: Kubernetes' {@code registry/generic/registry.Store}, and
 * the Registry for code inside the server.
 */
public final class GenericRegistry implements InProcessClient, AutoCloseable {
    private final ResourceTypes types;
    private final WriteContext context;
    private final CreateOperation creation;
    private final UpdateOperation update;
    private final DeleteOperation deletion;
    private final NotificationThread consumers;
    private final WriteOptions options;

    /**
     * A registry whose field manager is the API server itself.
     *
     * @param clock for timestamps in objects
     * @param seed for UIDs and generated names
     */
    public GenericRegistry(ResourceTypes types, Store store, Clock clock, long seed) {
        this(
                types,
                new WriteContext(store, clock, new NameGenerator(seed)),
                new NotificationThread("apiserver-consumers"),
                "kube-apiserver");
    }

    private GenericRegistry(
            ResourceTypes types, WriteContext context, NotificationThread consumers, String fieldManager) {
        this.types = types;
        this.context = context;
        this.consumers = consumers;
        creation = new CreateOperation(context);
        update = new UpdateOperation(context);
        deletion = new DeleteOperation(context);
        options = WriteOptions.of(fieldManager);
    }

    @Override
    public GenericRegistry writingAs(String fieldManager) {
        return new GenericRegistry(types, context, consumers, fieldManager);
    }

    /** The table of kinds. */
    public ResourceTypes resourceTypes() {
        return types;
    }

    @Override
    public @Nullable ResourceType findKind(String apiVersion, String kind) {
        return types.findKind(apiVersion, kind);
    }

    @Override
    public ResourceType type(String groupResource) {
        ResourceType type = types.find(groupResource);
        if (type == null) {
            throw ApiErrors.unknownResource();
        }
        return type;
    }

    @Override
    public List<ResourceType> types() {
        return types.all();
    }

    @Override
    public @Nullable ObjectNode find(ResourceType type, String namespace, String name) {
        StoredObject found = context.find(type, namespace, name);
        return found == null ? null : found.tree();
    }

    /** The stored object; throws 404 when it does not exist. */
    public StoredObject get(ResourceType type, String namespace, String name) {
        StoredObject found = context.find(type, namespace, name);
        if (found == null) {
            throw ApiErrors.notFound(WriteContext.resourceSubject(type, name));
        }
        return found;
    }

    @Override
    public List<ObjectNode> list(ResourceType type, String namespace) {
        return context.list(type, namespace);
    }

    @Override
    public ObjectNode create(ResourceType type, String namespace, ObjectNode object) {
        return create(type, namespace, decode(type, object), options).tree();
    }

    /** Creates a decoded object; the registry changes the argument. */
    public StoredObject create(ResourceType type, String namespace, ObjectNode object, WriteOptions by) {
        return context.store().write(() -> creation.createLocked(type, namespace, object, by));
    }

    @Override
    public @Nullable ObjectNode update(
            ResourceType type,
            String namespace,
            String name,
            Subresource subresource,
            UnaryOperator<@Nullable ObjectNode> change) {
        Function<ObjectNode, @Nullable ObjectNode> decodedChange = current -> {
            ObjectNode changed = change.apply(current);
            return changed == null ? null : decode(type, changed);
        };
        try {
            return guaranteedUpdate(type, namespace, name, subresource, decodedChange, options)
                    .object()
                    .tree();
        } catch (ApiException failure) {
            if (failure.code() == 404) {
                return null;
            }
            throw failure;
        }
    }

    private static ObjectNode decode(ResourceType type, ObjectNode object) {
        try {
            return type.decode(object).object();
        } catch (DecodeException refused) {
            throw ApiErrors.cannotBeHandled(type.kind(), type.version(), String.valueOf(refused.getMessage()));
        }
    }

    /** Replaces an object by a decoded one, which the registry changes; throws 404 when it does not exist. */
    public WriteResult update(
            ResourceType type,
            String namespace,
            String name,
            Subresource subresource,
            ObjectNode object,
            WriteOptions by) {
        return context.store()
                .write(() -> update.updateLocked(type, get(type, namespace, name), object, subresource, by));
    }

    /**
     * Changes an object: {@code change} gets a copy of the stored object and returns a decoded one to store, or null to
     * store nothing. It runs again when another write has changed the object. Throws 404 when the object does not exist.
     */
    public WriteResult guaranteedUpdate(
            ResourceType type,
            String namespace,
            String name,
            Subresource subresource,
            Function<ObjectNode, @Nullable ObjectNode> change,
            WriteOptions by) {
        while (true) {
            StoredObject current = get(type, namespace, name);
            ObjectNode object = change.apply(type.fromStorage(current).tree().deepCopy());
            if (object == null) {
                return WriteResult.updated(current);
            }
            WriteResult result = context.store()
                    .write(() -> context.find(type, namespace, name) == current
                            ? update.updateLocked(type, current, object, subresource, by)
                            : null);
            if (result != null) {
                return result;
            }
        }
    }

    /**
     * Changes or creates an object by server-side apply: {@code apply} gets a copy of the stored object, or null when it
     * does not exist, and the time of the write, and returns what to store. It runs again when another write has changed
     * the object. Throws 404 when a subresource of a missing object is applied.
     */
    public WriteResult apply(
            ResourceType type,
            String namespace,
            String name,
            Subresource subresource,
            BiFunction<@Nullable ObjectNode, String, AppliedObject> apply,
            boolean dryRun) {
        while (true) {
            StoredObject current =
                    subresource == Subresource.NONE ? context.find(type, namespace, name) : get(type, namespace, name);
            ObjectNode copy =
                    current == null ? null : type.fromStorage(current).tree().deepCopy();
            AppliedObject applied = apply.apply(copy, context.timestamp());
            WriteResult result = context.store().write(() -> {
                if (context.find(type, namespace, name) != current) {
                    return null;
                }
                return current == null
                        ? WriteResult.created(creation.applyLocked(type, namespace, applied, dryRun))
                        : update.applyLocked(type, current, applied, subresource, dryRun);
            });
            if (result != null) {
                return result;
            }
        }
    }

    @Override
    public void bind(String namespace, String pod, String node) {
        bind(namespace, pod, node, options);
    }

    /** The same with the options of a request. */
    public void bind(String namespace, String pod, String node, WriteOptions by) {
        ResourceType pods = type("pods");
        guaranteedUpdate(
                pods,
                namespace,
                pod,
                Subresource.BINDING,
                object -> decode(pods, PodBinding.bind(object, node, context.timestamp())),
                by);
    }

    @Override
    public void delete(ResourceType type, String namespace, String name, DeleteOptions delete) {
        deleteIfExists(type, namespace, name, delete, false);
    }

    /** Deletes an object like {@link #delete}; does nothing when it does not exist. */
    public void deleteIfExists(ResourceType type, String namespace, String name, DeleteOptions delete, boolean dryRun) {
        try {
            delete(type, namespace, name, delete, dryRun);
        } catch (ApiException failure) {
            if (failure.code() != 404) {
                throw failure;
            }
        }
    }

    /** Deletes an object, or marks it as being deleted; throws 404 when it does not exist. */
    public WriteResult delete(ResourceType type, String namespace, String name, DeleteOptions delete, boolean dryRun) {
        return context.store().write(() -> deletion.deleteLocked(type, get(type, namespace, name), delete, dryRun));
    }

    @Override
    public AutoCloseable watch(ResourceType type, Consumer<Change> consumer) {
        return InProcessWatch.start(context.resource(type), consumers, consumer);
    }

    @Override
    public void close() {
        consumers.close();
    }
}
