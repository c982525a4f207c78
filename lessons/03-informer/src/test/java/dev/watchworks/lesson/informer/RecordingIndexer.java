package dev.watchworks.lesson.informer;

import io.kubernetes.client.informer.SharedIndexInformer;
import io.kubernetes.client.informer.cache.Indexer;
import io.kubernetes.client.openapi.models.V1Deployment;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** Records which methods read the whole cache of an informer. */
final class RecordingIndexer {

    private static final Set<String> WHOLE = Set.of("list", "listKeys");

    private final SharedIndexInformer<V1Deployment> real;
    private final List<String> wholeReads = new CopyOnWriteArrayList<>();

    RecordingIndexer(SharedIndexInformer<V1Deployment> real) {
        this.real = real;
    }

    /** Returns the same informer with an indexer that records its calls. */
    @SuppressWarnings("unchecked")
    SharedIndexInformer<V1Deployment> informer() {
        Indexer<V1Deployment> indexer = proxy(Indexer.class, (proxy, method, arguments) -> {
            if (WHOLE.contains(method.getName())) {
                wholeReads.add(method.getName() + "()");
            }
            return call(real.getIndexer(), method, arguments);
        });
        return proxy(
                SharedIndexInformer.class,
                (proxy, method, arguments) ->
                        method.getName().equals("getIndexer") ? indexer : call(real, method, arguments));
    }

    /** Returns the calls that read the whole cache, such as {@code list()}. */
    List<String> wholeReads() {
        return List.copyOf(wholeReads);
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(RecordingIndexer.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }
}
