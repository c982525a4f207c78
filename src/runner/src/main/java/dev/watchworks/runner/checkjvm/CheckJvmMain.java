package dev.watchworks.runner.checkjvm;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs checks in this JVM, one run after the other, until an answer leaves something behind in it. */
public final class CheckJvmMain {

    /** The line that this JVM prints after the results when it can do another run. */
    static final String NEXT = "end of run";

    /** The start of the line that this JVM prints after the results when it ends; the reason follows. */
    static final String LAST = "end of the last run: the code ";

    /** The line that ends a run before its time: its results are not needed any more. */
    static final String CANCEL = "cancel";

    private CheckJvmMain() {}

    /**
     * Runs checks. A connection delivers each run as a line, and takes the results back.
     *
     * @param arguments the port on the loopback address that delivers the runs
     */
    public static void main(String[] arguments) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]));
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                PrintWriter results = new PrintWriter(socket.getOutputStream(), false, StandardCharsets.UTF_8)) {
            runAll(new RequestReader(lines, Thread.currentThread()), results);
        } finally {
            // Clients may have left threads behind that are not daemons, and a blocked exit would block
            // this one
            Runtime.getRuntime().halt(0);
        }
    }

    private static void runAll(RequestReader requests, PrintWriter results) throws Exception {
        PrintStream screen = System.out;
        JvmState before = JvmState.now();
        Optional<String> spoilt = Optional.empty();
        for (Optional<CheckRequest> next = requests.next();
                next.isPresent() && spoilt.isEmpty();
                next = spoilt.isEmpty() ? requests.next() : Optional.empty()) {
            CheckRequest run = next.get();
            screen.println("run of " + run);
            List<CheckResult> ofRun = new ArrayList<>();
            new CheckLauncher(run, requests.cancellationToken()).launch(result -> {
                ofRun.add(result);
                print(results, CheckJvmMessage.of(result));
            });
            requests.runEnded();
            // Otherwise the next answer gets another JVM.
            spoilt = before.restoreAfter(ofRun);
            print(results, spoilt.map(reason -> LAST + reason).orElse(NEXT));
        }
    }

    private static void print(PrintWriter results, String line) {
        results.print(line + "\n");
        results.flush();
    }
}
