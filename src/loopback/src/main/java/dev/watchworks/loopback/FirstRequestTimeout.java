package dev.watchworks.loopback;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Closes connections that have sent no request in time. It looks at all connections periodically, so that a connection
 * needs no timer. A byte from time to time does not keep a connection open.
 */
final class FirstRequestTimeout implements Runnable {
    /**
     * How often it looks within the allowed time. So a connection is closed at most an eighth of that time too late.
     */
    private static final int LOOKS_IN_TIME = 8;

    private final AbstractConnector connector;
    private final Scheduler scheduler;
    private final long millis;

    FirstRequestTimeout(AbstractConnector connector, Scheduler scheduler, Duration allowed) {
        this.connector = connector;
        this.scheduler = scheduler;
        this.millis = allowed.toMillis();
    }

    void start() {
        if (millis > 0) {
            scheduler.schedule(this, Math.max(1, millis / LOOKS_IN_TIME), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void run() {
        long latest = System.currentTimeMillis() - millis;
        for (EndPoint endPoint : connector.getConnectedEndPoints()) {
            if (endPoint.getCreatedTimeStamp() < latest && hasAskedForNothing(endPoint.getConnection())) {
                endPoint.close();
            }
        }
        start();
    }

    private static boolean hasAskedForNothing(Connection connection) {
        if (connection instanceof SslConnection secure) {
            Connection inside = secure.getSslEndPoint().getConnection();
            return inside == null || inside.getMessagesIn() <= 0;
        }
        return connection != null && connection.getMessagesIn() <= 0;
    }
}
