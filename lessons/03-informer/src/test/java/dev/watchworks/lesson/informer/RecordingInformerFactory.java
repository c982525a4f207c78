package dev.watchworks.lesson.informer;

import io.kubernetes.client.common.KubernetesListObject;
import io.kubernetes.client.common.KubernetesObject;
import io.kubernetes.client.informer.ListerWatcher;
import io.kubernetes.client.informer.SharedIndexInformer;
import io.kubernetes.client.informer.SharedInformerFactory;
import io.kubernetes.client.openapi.ApiClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** A real factory that records how its informers were made, and whether it was started. */
final class RecordingInformerFactory extends SharedInformerFactory {

    private final Map<Class<?>, Duration> resyncs = new HashMap<>();
    private final Map<Class<?>, ListerWatcher<?, ?>> listerWatchers = new HashMap<>();
    private boolean started;

    RecordingInformerFactory(ApiClient client) {
        super(client);
    }

    // All other methods that make an informer call this one.
    @Override
    public synchronized <T extends KubernetesObject, L extends KubernetesListObject>
            SharedIndexInformer<T> sharedIndexInformerFor(
                    ListerWatcher<T, L> listerWatcher,
                    Class<T> type,
                    long resyncMillis,
                    BiConsumer<Class<T>, Throwable> onTrouble) {
        resyncs.put(type, Duration.ofMillis(resyncMillis));
        listerWatchers.put(type, listerWatcher);
        return super.sharedIndexInformerFor(listerWatcher, type, resyncMillis, onTrouble);
    }

    @Override
    public synchronized void startAllRegisteredInformers() {
        started = true;
        super.startAllRegisteredInformers();
    }

    /** Whether somebody has started the informers. */
    synchronized boolean isStarted() {
        return started;
    }

    /** Returns the resync period of the informer of this type, or empty if there is no such informer. */
    synchronized Optional<Duration> resync(Class<?> type) {
        return Optional.ofNullable(resyncs.get(type));
    }

    /** Returns what sends the requests of the informer of this type, or empty if there is no such informer. */
    synchronized Optional<ListerWatcher<?, ?>> listerWatcher(Class<?> type) {
        return Optional.ofNullable(listerWatchers.get(type));
    }
}
