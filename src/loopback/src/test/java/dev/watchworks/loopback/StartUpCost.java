package dev.watchworks.loopback;

import java.net.http.HttpClient.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Prints what an authority, a server and its first answer cost in this JVM, the first time and later; for the tables of
 * docs/decisions/0002-certificates.md, which tells how to run it. Not a test: times differ from machine to machine.
 */
final class StartUpCost {
    private static final int LATER = 30;

    private StartUpCost() {}

    public static void main(String[] arguments) throws Exception {
        String which = arguments[0];
        List<double[]> later = new ArrayList<>();
        for (int i = 0; i <= LATER; i++) {
            double[] milliseconds = once(which);
            if (i == 0) {
                print("first", milliseconds);
            } else if (i > LATER / 3) {
                later.add(milliseconds);
            }
        }
        later.sort((one, other) -> Double.compare(one[0] + one[1], other[0] + other[1]));
        print("later", later.get(later.size() / 2));
    }

    private static double[] once(String which) throws Exception {
        long start = System.nanoTime();
        CertificateAuthority authority = switch (which) {
            case "kept" -> CertificateAuthority.ofUser("start-up-cost");
            case "fresh" -> CertificateAuthority.generate();
            default -> null;
        };
        long vouched = System.nanoTime();
        LoopbackSettings settings =
                authority == null ? LoopbackSettings.http(which) : LoopbackSettings.https(which, authority);
        try (LoopbackServer server = LoopbackServer.start(settings, new OpenStream())) {
            long listening = System.nanoTime();
            Client client = authority == null ? new Client(server) : new Client(server, authority, Version.HTTP_2);
            client.get("/hello");
            long answered = System.nanoTime();
            server.close();
            long closed = System.nanoTime();
            return new double[] {
                (vouched - start) / 1e6,
                (listening - vouched) / 1e6,
                (answered - listening) / 1e6,
                (closed - answered) / 1e6
            };
        }
    }

    private static void print(String when, double[] milliseconds) {
        System.out.printf(
                Locale.ROOT,
                "%s: authority %.1f ms, listening %.1f ms, first answer with its client %.1f ms, close %.1f ms%n",
                when,
                milliseconds[0],
                milliseconds[1],
                milliseconds[2],
                milliseconds[3]);
    }
}
