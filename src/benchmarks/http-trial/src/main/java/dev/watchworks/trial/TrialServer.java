package dev.watchworks.trial;

import java.net.InetAddress;
import javax.net.ssl.SSLContext;

/**
 * One HTTP library under trial. Paths: {@code /hello} answers at once, {@code /watch} stays open and gets what
 * {@link #publish} writes, {@code /reset}, {@code /cut} and {@code /partial} are the gateway's faults.
 */
interface TrialServer extends AutoCloseable {
    String WATCH_START = "start\n";
    String HALF_A_LINE = "{\"half\":";
    InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    /** Starts on any free loopback port; plain HTTP/1.1 when {@code tls} is null, else h2 and http/1.1 by ALPN. */
    int start(SSLContext tls) throws Exception;

    /** Hands one event to every open watch and returns at once if the library allows. */
    void publish(byte[] event);

    int watches();

    /** Bytes that wait in our own queues because the library said "not now". */
    long waitingBytes();

    /** Stops listening, so that the next connection is refused, and leaves open ones alone. */
    void refuse() throws Exception;

    @Override
    void close() throws Exception;

    static TrialServer named(String name) {
        return switch (name) {
            case "jetty" -> new JettyTrialServer();
            case "vertx" -> new VertxTrialServer();
            case "jdk" -> new JdkTrialServer();
            default -> throw new IllegalArgumentException("jetty, vertx or jdk, not " + name);
        };
    }
}
