package dev.watchworks.labkit.cluster;

import dev.watchworks.apiserver.EmbeddedApiServer;
import dev.watchworks.gateway.Upstream;
import dev.watchworks.labkit.verdict.EnvironmentTrouble;

/** The API server in this JVM, with its control loops. */
record EmbeddedCluster(EmbeddedApiServer server) implements Cluster {

    static Cluster start() {
        try {
            // Its token keeps others out; the gateway, which the learner's code meets, speaks TLS, and twice would cost
            // half a second of each run.
            return new EmbeddedCluster(EmbeddedApiServer.builder().plainHttp().start());
        } catch (RuntimeException refused) {
            throw new EnvironmentTrouble(
                    "the embedded cluster did not start",
                    "see whether this machine lets a JVM listen on 127.0.0.1",
                    refused);
        }
    }

    @Override
    public String name() {
        return "embedded";
    }

    @Override
    public Upstream upstream() {
        return Upstream.of(server.url().toString()).withBearerToken(server.token());
    }

    @Override
    public boolean disposable() {
        return true;
    }

    @Override
    public void compact() {
        server.compact();
    }

    @Override
    public void close() {
        server.close();
    }
}
