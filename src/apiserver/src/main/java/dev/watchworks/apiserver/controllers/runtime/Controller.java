package dev.watchworks.apiserver.controllers.runtime;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.errors.ApiException;
import dev.watchworks.apiserver.meta.ObjectMeta;
import dev.watchworks.apiserver.registry.InProcessClient;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;

/**
 * A control loop: event handlers add keys to its queue, and the shared threads call {@link #sync} for one key after the
 * other. A key whose sync fails is processed again after a delay that grows with each failure.
 *
 * @param <K> the type of the keys, mostly {@link dev.watchworks.apiserver.meta.ObjectKey}
 */
public abstract class Controller<K> implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Controller.class.getName());
    private static final int CONFLICT = 409;

    protected final ControllerContext context;
    protected final InProcessClient registry;
    protected final Clock clock;
    protected final WorkQueue<K> queue;
    private final String name;

    /** @param name for log messages */
    protected Controller(String name, ControllerContext context) {
        this.name = name;
        this.context = context;
        this.registry = context.registry();
        this.clock = context.clock();
        this.queue = new WorkQueue<>(context.threads(), context.timers(), this::process);
    }

    /** Adds the event handlers that fill the queue. The informers have not started yet. */
    public abstract void addEventHandlers(SharedInformerFactory informers);

    /** Brings the object of a key one step nearer to its desired state; after an exception it is called again later. */
    protected abstract void sync(K key);

    private void process(K key) {
        try {
            sync(key);
            queue.forget(key);
        } catch (ConflictException stale) {
            retry(key, Level.TRACE, stale);
        } catch (ApiException refused) {
            retry(key, refused.code() == CONFLICT ? Level.TRACE : Level.DEBUG, refused);
        } catch (RuntimeException bug) {
            retry(key, Level.WARNING, bug);
        }
    }

    private void retry(K key, Level level, RuntimeException failure) {
        LOG.log(level, () -> "Controller " + name + " failed to sync " + key + " and will retry", failure);
        queue.addRateLimited(key);
    }

    /** Creates an object unless it exists or its namespace is being deleted. */
    protected void createIfMissing(ResourceType type, ObjectNode object) {
        if (registry.find(type, ObjectMeta.namespace(object), ObjectMeta.name(object)) == null) {
            createUnlessTerminating(type, object);
        }
    }

    /** Creates an object unless its namespace is being deleted. */
    protected void createUnlessTerminating(ResourceType type, ObjectNode object) {
        try {
            registry.create(type, ObjectMeta.namespace(object), object);
        } catch (ApiException refused) {
            if (!refused.hasStatusCause("NamespaceTerminating")) {
                throw refused;
            }
        }
    }

    /** Processes no key from now on. */
    @Override
    public void close() {
        queue.close();
    }
}
