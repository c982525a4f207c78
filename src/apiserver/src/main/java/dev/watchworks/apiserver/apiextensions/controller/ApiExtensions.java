package dev.watchworks.apiserver.apiextensions.controller;

import dev.watchworks.apiserver.apiextensions.customresourcedefinition.CustomResourceDefinitionView;
import dev.watchworks.apiserver.registry.GenericRegistry;
import dev.watchworks.apiserver.registry.InProcessClient.Change;
import dev.watchworks.apiserver.storage.Store;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Starts the controllers of definitions when the first definition comes, so that other servers do not wait for them. */
public final class ApiExtensions implements AutoCloseable {
    private final GenericRegistry registry;
    private final Store store;
    private final AutoCloseable watch;
    private @Nullable ExecutorService thread;
    private @Nullable DefinitionControllers controllers;

    private ApiExtensions(GenericRegistry registry, Store store) {
        this.registry = registry;
        this.store = store;
        watch = registry.watch(registry.type(CustomResourceDefinitionView.GROUP_RESOURCE), this::changed);
    }

    /** Watches the definitions of a server. */
    public static ApiExtensions start(GenericRegistry registry, Store store) {
        return new ApiExtensions(registry, store);
    }

    private void changed(Change change) {
        DefinitionControllers started = controllers();
        if (started != null) {
            started.changed(change);
        }
    }

    private synchronized @Nullable DefinitionControllers controllers() {
        if (thread == null) {
            thread = Executors.newSingleThreadExecutor(task -> {
                Thread worker = new Thread(task, "apiserver-definitions");
                worker.setDaemon(true);
                return worker;
            });
            controllers = new DefinitionControllers(
                    registry.writingAs("kube-apiserver"), store.clock(), thread, new ServedWatches(store));
        }
        return thread.isShutdown() ? null : controllers;
    }

    @Override
    public void close() {
        try {
            watch.close();
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
        synchronized (this) {
            if (thread != null) {
                thread.shutdown();
            }
        }
    }
}
