import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The same work on the embedded server, on a real control plane and on an empty handler, in turn, in one run. Each is a
 * process of its own, and so is this driver.
 */
final class BenchmarkComparison {
    static final int PODS = 10_000;
    static final int PAGE = 500;

    private final List<String[]> rows = new ArrayList<>();

    public static void main(String[] arguments) throws Exception {
        new BenchmarkComparison().run(Path.of(arguments[0]), Path.of(arguments[1]));
        System.exit(0);
    }

    private void run(Path script, Path folder) throws Exception {
        StartComparison.print();
        List<double[]> figures = new ArrayList<>();
        try (MeasuredServer embedded = MeasuredServer.java("embedded", "EmbeddedServerMain")) {
            figures.add(measure(embedded));
        }
        try (MeasuredServer reference = MeasuredServer.reference(script, folder)) {
            figures.add(measure(reference));
        }
        try (MeasuredServer floor = MeasuredServer.java("floor", "FixedResponseHandler")) {
            figures.add(measure(floor));
        }
        String[] names = {
            "process to ready, ms", "creates a second, 1 client", "creates a second, 8 clients",
            "create to event, median, µs", "create to event, 99th percentile, µs",
            "1,000 watchers times 1,000 events, s", "list of 10,000 pods, ms", "the same in pages of 500, ms",
            "informer sync of 10,000 pods, ms", "GET, median, µs", "GET, 99th percentile, µs"
        };
        System.out.printf("%n%-40s %12s %12s %12s %12s%n", "", "embedded", "reference", "floor", "emb./ref.");
        for (int row = 0; row < names.length; row++) {
            double one = figures.get(0)[row];
            double other = figures.get(1)[row];
            System.out.printf(
                    "%-40s %12.0f %12.0f %12.0f %12.2f%n", names[row], one, other, figures.get(2)[row], one / other);
        }
    }

    private static double[] measure(MeasuredServer server) throws Exception {
        boolean isFloor = server.name().equals("floor");
        System.out.println(server.name() + " at rest: " + server.memory());
        ServerBenchmark work = new ServerBenchmark(server);
        double one = work.createsASecond(1, 4_000);
        double eight = work.createsASecond(8, 8_000);
        double[] events = isFloor ? new double[] {Double.NaN, Double.NaN} : work.createToEvent(2_000);
        double fan = isFloor ? Double.NaN : work.fanOut(1_000, 1_000);
        if (!isFloor) {
            work.createPods(PODS);
            System.out.println(server.name() + " with 10,000 pods and what came before: " + server.memory());
        }
        double[] gets = work.gets(4_000);
        double list = work.list(7);
        double pages = work.pages(5, PAGE, PODS);
        double[] syncs = new double[3];
        if (!isFloor) {
            for (int round = 0; round < syncs.length; round++) {
                syncs[round] = InformerSync.millis(server, PODS);
            }
            Arrays.sort(syncs);
        }
        return new double[] {
            server.startMillis(), one, eight, events[0], events[1], fan, list, pages,
            isFloor ? Double.NaN : syncs[1], gets[0], gets[1]
        };
    }
}
