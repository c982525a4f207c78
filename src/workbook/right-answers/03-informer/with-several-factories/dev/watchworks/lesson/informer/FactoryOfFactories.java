package dev.watchworks.lesson.informer;

import io.kubernetes.client.informer.SharedInformerFactory;
import io.kubernetes.client.openapi.ApiClient;
import java.util.ArrayList;
import java.util.List;

/** Starts and stops several factories together. */
class FactoryOfFactories extends SharedInformerFactory {

    private final ApiClient client;
    private final List<SharedInformerFactory> factories = new ArrayList<>();

    FactoryOfFactories(ApiClient client) {
        super(client);
        this.client = client;
    }

    SharedInformerFactory another() {
        SharedInformerFactory factory = new SharedInformerFactory(client);
        factories.add(factory);
        return factory;
    }

    @Override
    public synchronized void startAllRegisteredInformers() {
        factories.forEach(SharedInformerFactory::startAllRegisteredInformers);
    }

    @Override
    public synchronized void stopAllRegisteredInformers() {
        stopAllRegisteredInformers(true);
    }

    @Override
    public synchronized void stopAllRegisteredInformers(boolean shutdownThreadPool) {
        factories.forEach(factory -> factory.stopAllRegisteredInformers(shutdownThreadPool));
        super.stopAllRegisteredInformers(shutdownThreadPool);
    }
}
