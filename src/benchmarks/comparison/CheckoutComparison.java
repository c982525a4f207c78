import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The embedded server of two checkouts under the same work, in turn: old, new, new, old and so on, each time in a process of
 * its own; the first creates, and all figures after a warm-up. It prints the medians, the spread of each (the middle half of the rounds), and the median of the ratios of a round.
 */
final class CheckoutComparison {
    private static final int PODS = 5_000;

    private static final String[] NAMES = {
        "process to ready, ms", "the first 4,000 creates, a second", "creates a second, 1 client", "creates a second, 8 clients",
        "create of a pod, median, µs", "PUT of a deployment, median, µs", "create to event, median, µs",
        "200 watchers times 500 events, ms", "list of 5,000 pods, ms", "the same in pages of 500, ms", "GET, median, µs"
    };

    private CheckoutComparison() {}

    public static void main(String[] arguments) throws Exception {
        String oldMain = arguments[0];
        String oldPath = arguments[1];
        String newPath = arguments[2];
        int rounds = Integer.parseInt(arguments[3]);
        List<double[]> before = new ArrayList<>();
        List<double[]> after = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            boolean oldFirst = round % 2 == 0;
            for (boolean isOld : new boolean[] {oldFirst, !oldFirst}) {
                (isOld ? before : after).add(isOld ? measure(oldMain, oldPath) : measure("EmbeddedServerMain", newPath));
            }
            System.err.println("round " + (round + 1) + " of " + rounds);
        }
        System.out.printf("%-36s %22s %22s %9s%n", "", "old (middle half)", "new (middle half)", "new/old");
        for (int row = 0; row < NAMES.length; row++) {
            double[] old = column(before, row);
            double[] now = column(after, row);
            double[] ratios = new double[rounds];
            for (int round = 0; round < rounds; round++) {
                ratios[round] = now[round] / old[round];
            }
            System.out.printf("%-36s %22s %22s %9s%n", NAMES[row], shown(old, 0), shown(now, 0), shown(ratios, 2));
        }
        System.exit(0);
    }

    private static double[] measure(String mainClass, String classPath) throws Exception {
        try (MeasuredServer server = MeasuredServer.java("embedded", mainClass, classPath)) {
            ServerBenchmark work = new ServerBenchmark(server);
            double cold = work.createsASecond(1, 4_000);
            // Each kind of request is warm before it is measured: the JVM compiles hot code again and again for seconds.
            work.createsASecond(1, 12_000);
            double one = work.createsASecond(1, 8_000);
            double eight = work.createsASecond(8, 8_000);
            double create = work.creates(4_000)[0];
            work.puts(6_000);
            double put = work.puts(4_000)[0];
            work.createToEvent(1_000);
            double event = work.createToEvent(2_000)[0];
            work.fanOut(200, 100);
            double fan = work.fanOut(200, 500) * 1_000;
            work.deletePods();
            work.createPods(PODS);
            work.list(40);
            double list = work.list(20);
            work.pages(20, 500, PODS);
            double pages = work.pages(10, 500, PODS);
            work.gets(12_000);
            double get = work.gets(4_000)[0];
            return new double[] {server.startMillis(), cold, one, eight, create, put, event, fan, list, pages, get};
        }
    }

    private static double[] column(List<double[]> rows, int column) {
        return rows.stream().mapToDouble(row -> row[column]).toArray();
    }

    private static String shown(double[] figures, int decimals) {
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        String form = "%." + decimals + "f (%." + decimals + "f–%." + decimals + "f)";
        int quarter = sorted.length / 4;
        return form.formatted(sorted[sorted.length / 2], sorted[quarter], sorted[sorted.length - 1 - quarter]);
    }
}
