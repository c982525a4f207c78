import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Starts within a JVM: each server in JVMs of its own, in turn, so that none profits from what another one loaded. */
final class StartComparison {
    private static final int JVMS = 7;
    private static final List<String> SERVERS = List.of("floor", "embedded", "embedded without control loops");

    /** Prints medians, and how the first starts compare. */
    static void print() throws Exception {
        Map<String, List<double[]>> figures = new LinkedHashMap<>();
        for (int round = 0; round < JVMS; round++) {
            for (String server : SERVERS) {
                figures.computeIfAbsent(server, each -> new ArrayList<>()).add(inItsOwnJvm(server));
            }
        }
        double[] floor = medians(figures.get("floor"));
        System.out.printf(
                "%n%-40s %12s %12s %12s %14s%n",
                "start in a JVM, ms: medians of " + JVMS, "first", "processors'", "later", "first / floor");
        figures.forEach((server, all) -> {
            double[] medians = medians(all);
            System.out.printf(
                    "%-40s %12.0f %12.0f %12.1f %14.2f%n",
                    server, medians[0], medians[2], medians[1], medians[0] / floor[0]);
        });
    }

    private static double[] inItsOwnJvm(String server) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "StartMeasurement",
                server));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes()).strip();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(server + " did not start; its last words: " + said);
        }
        return Arrays.stream(said.split(" ")).mapToDouble(Double::parseDouble).toArray();
    }

    private static double[] medians(List<double[]> runs) {
        return IntStream.range(0, 3)
                .mapToDouble(column -> runs.stream()
                        .mapToDouble(run -> run[column])
                        .sorted()
                        .toArray()[runs.size() / 2])
                .toArray();
    }

    /** Prints the starts alone. */
    public static void main(String[] arguments) throws Exception {
        print();
    }
}
