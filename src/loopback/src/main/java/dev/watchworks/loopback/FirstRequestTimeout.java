package dev.watchworks.loopback;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Hangs up on connections that have not asked for anything in time. They are looked at now and then, so that none of
 * them costs a timer, and a byte now and then does not keep one open.
 */
final class FirstRequestTimeout implements Runnable {
    /** A connection is closed at the latest this part of its time too late. */
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
