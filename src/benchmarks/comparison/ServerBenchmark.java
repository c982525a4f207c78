import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The same work for every contender. */
final class ServerBenchmark {
    private static final String PODS = "/api/v1/namespaces/default/pods";
    private static final String DEPLOYMENTS = "/apis/apps/v1/namespaces/default/deployments";
    private static final String MAPS = "/api/v1/namespaces/default/configmaps";
    private static final int WARM_UP = 10_000;

    private final MeasuredServer server;
    private final AtomicInteger number = new AtomicInteger();

    ServerBenchmark(MeasuredServer server) {
        this.server = server;
    }

    /** Creates a second, by some clients with a connection each, in a server that is warm. */
    double createsASecond(int clients, int creates) throws Exception {
        List<Http1Connection> all = new ArrayList<>();
        for (int index = 0; index < clients; index++) {
            all.add(new Http1Connection(server));
        }
        create(all, WARM_UP);
        long begun = System.nanoTime();
        create(all, creates);
        double seconds = (System.nanoTime() - begun) / 1e9;
        for (Http1Connection one : all) {
            one.close();
        }
        return creates / seconds;
    }

    private void create(List<Http1Connection> clients, int creates) throws Exception {
        int each = creates / clients.size();
        together(clients.stream()
                .map(one -> (Callable<Void>) () -> {
                    for (int count = 0; count < each; count++) {
                        one.post(MAPS, Payload.configMap("map-" + number.incrementAndGet()));
                    }
                    return null;
                })
                .toList());
    }

    private static void together(List<Callable<Void>> tasks) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
        try {
            for (Future<Void> task : threads.invokeAll(tasks)) {
                task.get();
            }
        } finally {
            threads.shutdown();
        }
    }

    /** Microseconds of a GET of one pod: median, 99th percentile. */
    double[] gets(int count) throws Exception {
        return timed(count, (client, round) -> () -> client.get(PODS + "/pod-1"));
    }

    /** Microseconds of a create of a pod with one container: median, 99th percentile. */
    double[] creates(int count) throws Exception {
        return timed(count, (client, round) -> {
            String pod = Payload.pod("single-" + number.incrementAndGet());
            return () -> client.post(PODS, pod);
        });
    }

    /** Microseconds of a PUT that changes a label of a deployment: median, 99th percentile. */
    double[] puts(int count) throws Exception {
        String name = "put-" + number.incrementAndGet();
        try (Http1Connection client = new Http1Connection(server)) {
            client.post(DEPLOYMENTS, Payload.deployment(name, "first"));
        }
        return timed(count, (client, round) -> {
            String changed = Payload.deployment(name, "round-" + (round + WARM_UP));
            return () -> client.put(DEPLOYMENTS + "/" + name, changed);
        });
    }

    private interface Call {
        void run() throws Exception;
    }

    private interface Calls {
        Call call(Http1Connection client, int round);
    }

    private double[] timed(int count, Calls calls) throws Exception {
        double[] micros = new double[count];
        try (Http1Connection client = new Http1Connection(server)) {
            for (int round = -WARM_UP; round < count; round++) {
                Call call = calls.call(client, round);
                long begun = System.nanoTime();
                call.run();
                if (round >= 0) {
                    micros[round] = (System.nanoTime() - begun) / 1e3;
                }
            }
        }
        return middleAndEdge(micros);
    }

    /** Microseconds from sending a create to reading its event on an open watch: median, 99th percentile. */
    double[] createToEvent(int count) throws Exception {
        Http1Connection client = new Http1Connection(server);
        ConcurrentHashMap<String, CompletableFuture<Long>> seen = new ConcurrentHashMap<>();
        InputStream stream = new Http1Connection(server).watch(MAPS + "?watch=true&resourceVersion=" + version(client));
        Thread reader = new Thread(() -> read(stream, seen));
        reader.setDaemon(true);
        reader.start();
        double[] micros = new double[count];
        for (int round = -WARM_UP; round < count; round++) {
            String name = "event-" + number.incrementAndGet();
            CompletableFuture<Long> event = new CompletableFuture<>();
            seen.put(name, event);
            long begun = System.nanoTime();
            client.post(MAPS, Payload.configMap(name));
            long arrived = event.get(10, TimeUnit.SECONDS);
            if (round >= 0) {
                micros[round] = (arrived - begun) / 1e3;
            }
        }
        stream.close();
        client.close();
        return middleAndEdge(micros);
    }

    private static void read(InputStream stream, ConcurrentHashMap<String, CompletableFuture<Long>> seen) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                long now = System.nanoTime();
                int at = line.indexOf("\"name\":\"") + 8;
                CompletableFuture<Long> waiting = seen.remove(line.substring(at, line.indexOf('"', at)));
                if (waiting != null) {
                    waiting.complete(now);
                }
            }
        } catch (java.io.IOException closed) {
            // The measurement is over.
        }
    }

    private static String version(Http1Connection client) throws Exception {
        String list = new String(client.get(MAPS + "?limit=1"), StandardCharsets.UTF_8);
        return list.replaceAll("(?s).*?\"metadata\":\\{\"resourceVersion\":\"(\\d+)\".*", "$1");
    }

    /** Seconds until each of many watchers, a hundred on a connection, has read each of many events. */
    double fanOut(int watchers, int events) throws Exception {
        Http1Connection client = new Http1Connection(server);
        String from = version(client);
        CountDownLatch all = new CountDownLatch(watchers);
        ExecutorService readers = Executors.newFixedThreadPool(watchers);
        List<InputStream> streams = new ArrayList<>();
        for (int connection = 0; connection < watchers / 100; connection++) {
            Http2Client one = new Http2Client(server);
            for (int index = 0; index < 100; index++) {
                streams.add(one.watch(MAPS + "?watch=true&resourceVersion=" + from));
            }
        }
        for (InputStream stream : streams) {
            readers.execute(() -> {
                count(stream, events);
                all.countDown();
            });
        }
        long begun = System.nanoTime();
        for (int count = 0; count < events; count++) {
            client.post(MAPS, Payload.configMap("fan-" + number.incrementAndGet()));
        }
        if (!all.await(300, TimeUnit.SECONDS)) {
            return Double.NaN;
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        for (InputStream stream : streams) {
            stream.close();
        }
        readers.shutdownNow();
        client.close();
        return seconds;
    }

    private static void count(InputStream stream, int events) {
        byte[] buffer = new byte[65_536];
        int lines = 0;
        try {
            for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                for (int index = 0; index < read; index++) {
                    if (buffer[index] == '\n' && ++lines == events) {
                        return;
                    }
                }
            }
        } catch (java.io.IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
        throw new IllegalStateException("a watch ended after " + lines + " of " + events + " events");
    }

    /** Leaves no pod behind, so that a list has only those that are created next. */
    void deletePods() throws Exception {
        try (Http1Connection client = new Http1Connection(server)) {
            client.delete(PODS);
        }
    }

    void createPods(int count) throws Exception {
        List<Callable<Void>> tasks = new ArrayList<>();
        for (int part = 0; part < 8; part++) {
            int first = part;
            Http1Connection one = new Http1Connection(server);
            tasks.add(() -> {
                for (int index = first; index < count; index += 8) {
                    one.post(PODS, Payload.pod("pod-" + index));
                }
                one.close();
                return null;
            });
        }
        together(tasks);
    }

    /** Milliseconds of a list of all pods: median of a few. */
    double list(int times) throws Exception {
        Http1Connection client = new Http1Connection(server);
        double[] millis = new double[times];
        for (int round = -3; round < times; round++) {
            long begun = System.nanoTime();
            client.get(PODS);
            if (round >= 0) {
                millis[round] = (System.nanoTime() - begun) / 1e6;
            }
        }
        client.close();
        return middleAndEdge(millis)[0];
    }

    /** Milliseconds of the same in pages. */
    double pages(int times, int page, int total) throws Exception {
        Http1Connection client = new Http1Connection(server);
        double[] millis = new double[times];
        for (int round = -1; round < times; round++) {
            long begun = System.nanoTime();
            String next = "";
            int pages = 0;
            do {
                String body = new String(
                        client.get(PODS + "?limit=" + page + (next.isEmpty() ? "" : "&continue=" + next)),
                        StandardCharsets.ISO_8859_1);
                int at = body.indexOf("\"continue\":\"");
                next = at < 0 || at > 400 ? "" : body.substring(at + 12, body.indexOf('"', at + 12));
                pages++;
            } while (!next.isEmpty() || (server.name().equals("floor") && pages < total / page));
            if (pages != total / page) {
                throw new IllegalStateException(server.name() + ": " + pages + " pages");
            }
            if (round >= 0) {
                millis[round] = (System.nanoTime() - begun) / 1e6;
            }
        }
        client.close();
        return middleAndEdge(millis)[0];
    }

    private static double[] middleAndEdge(double[] figures) {
        Arrays.sort(figures);
        return new double[] {figures[figures.length / 2], figures[(int) (figures.length * 0.99)]};
    }
}
