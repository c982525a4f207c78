package dev.watchworks.runner.checkjvm;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs checks in this JVM, one run after the other, until an answer leaves something behind in it. */
public final class CheckJvmMain {

    /** The line that this JVM prints after the results when it can do another run. */
    static final String NEXT = "end of run";

    /** The line that this JVM prints after the results when it ends. */
    static final String LAST = "end of the last run";

    private CheckJvmMain() {}

    /**
     * Runs checks. A connection delivers each run as a line, and takes the results back.
     *
     * @param arguments the port on the loopback address that delivers the runs
     */
    public static void main(String[] arguments) throws Exception {
        PrintStream screen = System.out;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]));
                BufferedReader runs =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                PrintWriter results = new PrintWriter(socket.getOutputStream(), false, StandardCharsets.UTF_8)) {
            JvmState before = JvmState.now();
            boolean isClean = true;
            while (isClean) {
                String line = runs.readLine();
                if (line == null) {
                    break;
                }
                CheckRequest run = CheckRequest.parse(line);
                screen.println("run of " + run);
                List<CheckResult> ofRun = new CheckLauncher(run).launch();
                // Otherwise the next answer gets another JVM.
                isClean = before.restoreAfter(ofRun);
                ofRun.forEach(result -> results.print(result.toLine() + "\n"));
                results.print((isClean ? NEXT : LAST) + "\n");
                results.flush();
            }
        } finally {
            // Clients may have left threads behind that are not daemons, and a blocked exit would block
            // this one
            Runtime.getRuntime().halt(0);
        }
    }
}
