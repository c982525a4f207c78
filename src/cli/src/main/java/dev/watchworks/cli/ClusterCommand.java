package dev.watchworks.cli;

import dev.watchworks.apiserver.EmbeddedApiServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the embedded cluster for other programs, such as kubectl, until Ctrl-C. */
@Command(
        name = "cluster",
        mixinStandardHelpOptions = true,
        description = "Starts a cluster on this machine, writes a kubeconfig for it, and runs until Ctrl-C.")
final class ClusterCommand implements Callable<Integer> {

    private final Path top;
    private final CountDownLatch end = new CountDownLatch(1);

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = "the file to write; the default is .lab/kubeconfig")
    private @Nullable Path kubeconfig;

    @Option(names = "--port", paramLabel = "N", description = "the port to listen on; the default is a free port")
    private int port;

    ClusterCommand(Path top) {
        this.top = top;
    }

    @Override
    public Integer call() throws CommandException, IOException, InterruptedException {
        if (port < 0 || port > 65_535) {
            throw new CommandException("A port is a number from 1 to 65535, not " + port
                    + ". Without --port, the cluster uses a free port.");
        }
        KubeconfigFile file = new KubeconfigFile(
                (kubeconfig == null ? top.resolve(".lab").resolve("kubeconfig") : kubeconfig).toAbsolutePath());
        file.requireOurs();
        try (EmbeddedApiServer server = start()) {
            server.writeKubeconfig(file.path());
            Thread atExit = new Thread(() -> close(server, file), "lab-end");
            Runtime.getRuntime().addShutdownHook(atExit);
            printUsage(server, file);
            end.await();
            Runtime.getRuntime().removeShutdownHook(atExit);
        }
        file.removeIfOurs();
        return 0;
    }

    /** Ends the cluster like Ctrl-C, for tests. */
    void end() {
        end.countDown();
    }

    private EmbeddedApiServer start() throws CommandException {
        try {
            return EmbeddedApiServer.builder().port(port).start();
        } catch (RuntimeException failure) {
            throw new CommandException("The cluster cannot start: " + failure.getMessage());
        }
    }

    private static void close(EmbeddedApiServer server, KubeconfigFile file) {
        server.close();
        file.removeIfOurs();
    }

    private void printUsage(EmbeddedApiServer server, KubeconfigFile file) {
        if (spec == null) {
            return;
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println("A cluster is running at " + server.url() + ". In another terminal:");
        out.println();
        out.println("  " + exportLine(file.path()));
        out.println();
        out.println("Then try: kubectl get nodes");
        out.println("Ctrl-C ends the cluster and deletes everything on it.");
        out.flush();
    }

    private static String exportLine(Path path) {
        boolean isWindows = System.getProperty("os.name", "").startsWith("Windows");
        return isWindows ? "set KUBECONFIG=" + path : "export KUBECONFIG='" + path + "'";
    }
}
