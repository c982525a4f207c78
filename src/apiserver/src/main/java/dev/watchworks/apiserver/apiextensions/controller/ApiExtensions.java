package dev.watchworks.apiserver.apiextensions.controller;

import dev.watchworks.apiserver.apiextensions.customresourcedefinition.CustomResourceDefinitionView;
import dev.watchworks.apiserver.registry.GenericRegistry;
import dev.watchworks.apiserver.storage.ResourceStorage;
import dev.watchworks.apiserver.storage.Store;
import dev.watchworks.apiserver.storage.WatchListener;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Starts the controllers of definitions when the first definition comes, so that other servers do not wait for them. */
public final class ApiExtensions implements WatchListener, AutoCloseable {
    private final GenericRegistry registry;
    private final Store store;
    private final ResourceStorage definitions;
    private @Nullable ExecutorService thread;
    private @Nullable AutoCloseable watch;
    private boolean closed;

    private ApiExtensions(GenericRegistry registry, Store store) {
        this.registry = registry;
        this.store = store;
        definitions = store.resource(CustomResourceDefinitionView.GROUP_RESOURCE);
    }

    /** Waits for the definitions of a server. */
    public static ApiExtensions start(GenericRegistry registry, Store store) {
        ApiExtensions extensions = new ApiExtensions(registry, store);
        extensions.definitions.addListener(extensions);
        return extensions;
    }

    /** Starts the controllers at the first event, which they get from their own watch. */
    @Override
    public synchronized void advanced(long sequence) {
        definitions.removeListener(this);
        if (closed || watch != null) {
            return;
        }
        ExecutorService worker = Executors.newSingleThreadExecutor(ApiExtensions::daemon);
        thread = worker;
        DefinitionControllers controllers = new DefinitionControllers(
                registry.writingAs("kube-apiserver"), store.clock(), worker, new ServedWatches(store));
        watch = registry.watch(registry.type(CustomResourceDefinitionView.GROUP_RESOURCE), controllers::changed);
    }

    private static Thread daemon(Runnable task) {
        Thread worker = new Thread(task, "apiserver-definitions");
        worker.setDaemon(true);
        return worker;
    }

    @Override
    public synchronized void close() {
        closed = true;
        definitions.removeListener(this);
        if (watch != null && thread != null) {
            try {
                watch.close();
            } catch (Exception impossible) {
                throw new IllegalStateException(impossible);
            }
            thread.shutdown();
        }
    }
}
