package dev.watchworks.lesson.informer;

import dev.watchworks.lesson.informer.given.Recovery;
import dev.watchworks.lesson.informer.given.Resync;
import io.kubernetes.client.informer.ResourceEventHandler;
import io.kubernetes.client.informer.SharedIndexInformer;
import io.kubernetes.client.informer.SharedInformerFactory;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.apis.AppsV1Api;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1DeploymentList;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceList;
import io.kubernetes.client.util.CallGenerator;
import io.kubernetes.client.util.CallGeneratorParams;
import io.kubernetes.client.util.ClientBuilder;
import io.kubernetes.client.util.Config;
import io.kubernetes.client.util.credentials.TokenFileAuthentication;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import okhttp3.Call;

public class DeploymentInformer implements InformerLesson {

    @Override
    public ApiClient connect(Map<String, String> environment, Path serviceAccount, Path kubeconfig)
            throws IOException {
        boolean allThere = true;
        if (!environment.containsKey("KUBERNETES_SERVICE_HOST")) {
            allThere = false;
        }
        if (!environment.containsKey("KUBERNETES_SERVICE_PORT")) {
            allThere = false;
        }
        File tokenFile = new File(serviceAccount.toFile(), "token");
        File caFile = new File(serviceAccount.toFile(), "ca.crt");
        if (!tokenFile.exists()) {
            allThere = false;
        }
        if (!caFile.exists()) {
            allThere = false;
        }
        if (allThere) {
            String address = "https://" + environment.get("KUBERNETES_SERVICE_HOST") + ":"
                    + environment.get("KUBERNETES_SERVICE_PORT");
            byte[] ca = Files.readAllBytes(caFile.toPath());
            TokenFileAuthentication token = new TokenFileAuthentication(tokenFile.getPath(), Duration.ofSeconds(30));
            ClientBuilder builder = new ClientBuilder();
            builder = builder.setBasePath(address);
            builder = builder.setCertificateAuthority(ca);
            builder = builder.setAuthentication(token);
            ApiClient client = builder.build();
            client.setReadTimeout(0);
            return client;
        }
        if (!kubeconfig.toFile().exists()) {
            throw new FileNotFoundException("We are not in a cluster, and there is no " + kubeconfig);
        }
        ApiClient client = Config.fromConfig(kubeconfig.toString());
        client.setReadTimeout(0);
        return client;
    }

    @Override
    public SharedIndexInformer<V1Deployment> deployments(
            SharedInformerFactory factory, ApiClient client, String namespace) {
        AppsV1Api api = new AppsV1Api(client);
        CallGenerator generator = new CallGenerator() {
            @Override
            public Call generate(CallGeneratorParams params) throws ApiException {
                if (namespace.equals("")) {
                    return api.listDeploymentForAllNamespaces()
                            .watch(params.watch)
                            .resourceVersion(params.resourceVersion)
                            .timeoutSeconds(params.timeoutSeconds)
                            .buildCall(null);
                } else {
                    return api.listNamespacedDeployment(namespace)
                            .watch(params.watch)
                            .resourceVersion(params.resourceVersion)
                            .timeoutSeconds(params.timeoutSeconds)
                            .buildCall(null);
                }
            }
        };
        long resync = 12L * 60 * 60 * 1000;
        return factory.sharedIndexInformerFor(generator, V1Deployment.class, V1DeploymentList.class, resync);
    }

    @Override
    public SharedIndexInformer<V1Service> services(SharedInformerFactory factory, ApiClient client, String namespace) {
        CoreV1Api api = new CoreV1Api(client);
        CallGenerator generator = new CallGenerator() {
            @Override
            public Call generate(CallGeneratorParams params) throws ApiException {
                if (namespace.equals("")) {
                    return api.listServiceForAllNamespaces()
                            .watch(params.watch)
                            .resourceVersion(params.resourceVersion)
                            .timeoutSeconds(params.timeoutSeconds)
                            .buildCall(null);
                } else {
                    return api.listNamespacedService(namespace)
                            .watch(params.watch)
                            .resourceVersion(params.resourceVersion)
                            .timeoutSeconds(params.timeoutSeconds)
                            .buildCall(null);
                }
            }
        };
        long resync = 12L * 60 * 60 * 1000;
        return factory.sharedIndexInformerFor(generator, V1Service.class, V1ServiceList.class, resync);
    }

    @Override
    public ResourceEventHandler<V1Deployment> printDeployments() {
        return new ResourceEventHandler<V1Deployment>() {
            @Override
            public void onAdd(V1Deployment obj) {
                System.out.println("add a deployment: " + obj.getMetadata().getName());
            }

            @Override
            public void onUpdate(V1Deployment oldObj, V1Deployment newObj) {
                String oldName = oldObj.getMetadata().getName();
                String newName = newObj.getMetadata().getName();
                System.out.println("update deployment: " + oldName + " " + newName);
            }

            @Override
            public void onDelete(V1Deployment obj, boolean deletedFinalStateUnknown) {
                System.out.println("delete a deployment: " + obj.getMetadata().getName());
            }
        };
    }

    @Override
    public ResourceEventHandler<V1Service> printServices() {
        return new ResourceEventHandler<V1Service>() {
            @Override
            public void onAdd(V1Service obj) {
                System.out.println("add a service: " + obj.getMetadata().getName());
            }

            @Override
            public void onUpdate(V1Service oldObj, V1Service newObj) {
                String oldName = oldObj.getMetadata().getName();
                String newName = newObj.getMetadata().getName();
                System.out.println("update service: " + oldName + " " + newName);
            }

            @Override
            public void onDelete(V1Service obj, boolean deletedFinalStateUnknown) {
                System.out.println("delete a service: " + obj.getMetadata().getName());
            }
        };
    }

    @Override
    public boolean awaitSync(Duration atMost, List<? extends SharedIndexInformer<?>> informers)
            throws InterruptedException {
        long start = System.nanoTime();
        boolean all = false;
        while (!all) {
            all = true;
            for (int i = 0; i < informers.size(); i++) {
                if (!informers.get(i).hasSynced()) {
                    all = false;
                }
            }
            if (!all) {
                long waitedMillis = (System.nanoTime() - start) / 1000000;
                if (waitedMillis >= atMost.toMillis()) {
                    return false;
                }
                Thread.sleep(5);
            }
        }
        return true;
    }

    @Override
    public List<String> listDeployments(SharedIndexInformer<V1Deployment> informer, String namespace) {
        List<String> names = new ArrayList<>();
        for (V1Deployment deployment : informer.getIndexer().list()) {
            if (namespace.equals(deployment.getMetadata().getNamespace())) {
                names.add(deployment.getMetadata().getName());
            }
        }
        Collections.sort(names);
        return names;
    }

    @Override
    public void indexByImage(SharedIndexInformer<V1Deployment> informer) {
        Function<V1Deployment, List<String>> function = new Function<V1Deployment, List<String>>() {
            @Override
            public List<String> apply(V1Deployment deployment) {
                List<String> images = new ArrayList<>();
                for (V1Container c : deployment.getSpec().getTemplate().getSpec().getContainers()) {
                    String image = c.getImage();
                    if (image != null && !images.contains(image)) {
                        images.add(image);
                    }
                }
                return images;
            }
        };
        Map<String, Function<V1Deployment, List<String>>> map = new HashMap<>();
        map.put(IMAGE_INDEX, function);
        informer.addIndexers(map);
    }

    @Override
    public List<String> listByImage(SharedIndexInformer<V1Deployment> informer, String image) {
        List<String> result = new ArrayList<>();
        for (V1Deployment deployment : informer.getIndexer().byIndex(IMAGE_INDEX, image)) {
            result.add(deployment.getMetadata().getNamespace() + "/"
                    + deployment.getMetadata().getName());
        }
        Collections.sort(result);
        return result;
    }

    @Override
    public SharedIndexInformer<V1Deployment> share(
            SharedInformerFactory factory,
            ApiClient client,
            String namespace,
            List<ResourceEventHandler<V1Deployment>> consumers) {
        SharedIndexInformer<V1Deployment> theOne = deployments(factory, client, namespace);
        for (int i = 0; i < consumers.size(); i++) {
            theOne.addEventHandler(consumers.get(i));
        }
        return theOne;
    }

    @Override
    public void scale(
            ApiClient client, SharedIndexInformer<V1Deployment> informer, String namespace, String name, int replicas)
            throws ApiException {
        V1Deployment inCache = informer.getIndexer().getByKey(namespace + "/" + name);
        if (inCache == null) {
            return;
        }
        Integer current = inCache.getSpec().getReplicas();
        if (current != null && current.intValue() == replicas) {
            return;
        }
        // a real copy, with its own spec
        V1Deployment copy = JSON.deserialize(JSON.serialize(inCache), V1Deployment.class);
        copy.getSpec().setReplicas(replicas);
        new AppsV1Api(client).replaceNamespacedDeployment(name, namespace, copy).execute();
    }

    @Override
    public Resync predictResync() {
        return new Resync(0, 3, 2, 0);
    }

    @Override
    public SharedIndexInformer<V1Deployment> resyncWithoutLoss(
            SharedInformerFactory factory,
            ApiClient client,
            String namespace,
            ResourceEventHandler<V1Deployment> handler,
            Duration period,
            ScheduledExecutorService clock) {
        AppsV1Api api = new AppsV1Api(client);
        CallGenerator generator = new CallGenerator() {
            @Override
            public Call generate(CallGeneratorParams params) throws ApiException {
                if (namespace.equals("")) {
                    return api.listDeploymentForAllNamespaces()
                            .watch(params.watch)
                            .resourceVersion(params.resourceVersion)
                            .timeoutSeconds(params.timeoutSeconds)
                            .buildCall(null);
                } else {
                    return api.listNamespacedDeployment(namespace)
                            .watch(params.watch)
                            .resourceVersion(params.resourceVersion)
                            .timeoutSeconds(params.timeoutSeconds)
                            .buildCall(null);
                }
            }
        };
        // without the last argument the resync period is 0
        SharedIndexInformer<V1Deployment> informer =
                factory.sharedIndexInformerFor(generator, V1Deployment.class, V1DeploymentList.class);
        informer.addEventHandler(handler);
        clock.scheduleWithFixedDelay(
                new Runnable() {
                    @Override
                    public void run() {
                        for (V1Deployment deployment : informer.getIndexer().list()) {
                            try {
                                handler.onUpdate(deployment, deployment);
                            } catch (Exception e) {
                                e.printStackTrace();
                            }
                        }
                    }
                },
                period.toMillis(),
                period.toMillis(),
                TimeUnit.MILLISECONDS);
        return informer;
    }

    @Override
    public Recovery predictRecovery() {
        return new Recovery(0, 1, 1, 0);
    }

    @Override
    public SharedInformerFactory start(ApiClient client, String watched, String listed, Duration atMost)
            throws InterruptedException {
        SharedInformerFactory factory = new SharedInformerFactory(client);
        SharedIndexInformer<V1Deployment> deployments;
        boolean filled;
        try {
            deployments = deployments(factory, client, watched);
            deployments.addEventHandler(printDeployments());
            SharedIndexInformer<V1Service> services = services(factory, client, watched);
            services.addEventHandler(printServices());
            factory.startAllRegisteredInformers();
            List<SharedIndexInformer<?>> both = new ArrayList<>();
            both.add(deployments);
            both.add(services);
            filled = awaitSync(atMost, both);
        } catch (InterruptedException e) {
            stop(factory);
            throw e;
        } catch (RuntimeException e) {
            stop(factory);
            throw e;
        }
        if (!filled) {
            stop(factory);
            throw new IllegalStateException("the caches did not fill in time");
        }
        List<String> names = listDeployments(deployments, listed);
        for (int i = 0; i < names.size(); i++) {
            int number = i + 1;
            System.out.println(number + " -> " + names.get(i));
        }
        return factory;
    }

    @Override
    public void stop(SharedInformerFactory factory) {
        factory.stopAllRegisteredInformers();
    }
}
