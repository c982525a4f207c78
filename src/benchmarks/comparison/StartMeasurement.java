import com.sun.management.OperatingSystemMXBean;
import dev.watchworks.apiserver.EmbeddedApiServer;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/**
 * Prints, in milliseconds, how long the first start in this JVM took, the median of later ones, and the processors' time
 * that the first one took, compilers and all: on a busy machine it says more than the clock.
 */
final class StartMeasurement {
    private static final int LATER = 15;

    public static void main(String[] arguments) throws Exception {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long before = system.getProcessCpuTime();
        double first = millis(arguments[0]);
        double processors = (system.getProcessCpuTime() - before) / 1e6;
        double[] later = new double[LATER];
        for (int round = 0; round < LATER; round++) {
            later[round] = millis(arguments[0]);
        }
        Arrays.sort(later);
        System.out.println(first + " " + later[LATER / 2] + " " + processors);
        System.exit(0);
    }

    private static double millis(String server) throws Exception {
        long begun = System.nanoTime();
        AutoCloseable started = start(server);
        double millis = (System.nanoTime() - begun) / 1e6;
        started.close();
        return millis;
    }

    private static AutoCloseable start(String server) {
        return switch (server) {
            case "embedded" -> EmbeddedApiServer.start();
            case "embedded without control loops" -> EmbeddedApiServer.builder().withoutControllers().start();
            case "floor" -> NoOpHandler.serve();
            default -> throw new IllegalArgumentException(server);
        };
    }
}
