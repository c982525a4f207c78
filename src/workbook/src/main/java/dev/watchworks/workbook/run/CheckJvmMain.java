package dev.watchworks.workbook.run;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs checks in this JVM, one run after the other, for as long as no answer has left anything behind in it. */
public final class CheckJvmMain {

    /** Comes after the results of a run when this JVM takes another one. */
    static final String NEXT = "end of run";

    /** Comes after the results of a run when this JVM ends. */
    static final String LAST = "end of the last run";

    private CheckJvmMain() {}

    /**
     * Runs checks: a run is a line that comes over a connection, and so do its results go back.
     *
     * @param arguments the port on the loopback address where somebody hands out runs
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
                // otherwise the next answer gets a JVM that this one has not touched
                isClean = before.restoreAfter(ofRun);
                ofRun.forEach(result -> results.print(result.toLine() + "\n"));
                results.print((isClean ? NEXT : LAST) + "\n");
                results.flush();
            }
        } finally {
            // clients may have left threads behind that are no daemons, and an exit that is held back would hold back
            // this one
            Runtime.getRuntime().halt(0);
        }
    }
}
