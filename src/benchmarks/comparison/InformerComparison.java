import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The sync of client-java's informer with 10,000 pods on the embedded server and on a real one, both running, in turn: each
 * comes first as often as the other, in a client that is warm.
 */
final class InformerComparison {
    private static final int WARM_UP = 4;

    private InformerComparison() {}

    public static void main(String[] arguments) throws Exception {
        int rounds = Integer.parseInt(arguments[2]);
        try (MeasuredServer embedded = MeasuredServer.java("embedded", "EmbeddedServerMain");
                MeasuredServer reference = MeasuredServer.reference(Path.of(arguments[0]), Path.of(arguments[1]))) {
            for (MeasuredServer server : List.of(embedded, reference)) {
                new ServerBenchmark(server).createPods(BenchmarkComparison.PODS);
            }
            List<Double> ours = new ArrayList<>();
            List<Double> real = new ArrayList<>();
            for (int round = -WARM_UP; round < rounds; round++) {
                boolean referenceFirst = Math.floorMod(round, 2) == 0;
                for (boolean isReference : new boolean[] {referenceFirst, !referenceFirst}) {
                    // What the sync before left behind is collected in nobody's time.
                    System.gc();
                    double millis = InformerSync.millis(isReference ? reference : embedded, BenchmarkComparison.PODS);
                    if (round >= 0) {
                        (isReference ? real : ours).add(millis);
                    }
                }
            }
            print("embedded", ours);
            print("reference", real);
            List<Double> ratios = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                ratios.add(ours.get(round) / real.get(round));
            }
            print("embedded / reference", ratios);
        }
        System.exit(0);
    }

    private static void print(String name, List<Double> figures) {
        double[] sorted = figures.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        System.out.printf(
                "%-24s median %8.2f, %8.2f to %8.2f%n",
                name, sorted[sorted.length / 2], sorted[0], sorted[sorted.length - 1]);
    }
}
