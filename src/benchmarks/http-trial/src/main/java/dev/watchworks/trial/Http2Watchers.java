package dev.watchworks.trial;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

/** Watches as streams of one HTTP/2 connection. */
final class Http2Watchers {
    private final HttpClient client;
    private final URI uri;
    private final CountDownLatch done;
    private final int events;

    Http2Watchers(HttpClient client, int port, int count, int events) {
        this.client = client;
        this.uri = URI.create("https://127.0.0.1:" + port + "/watch");
        this.done = new CountDownLatch(count);
        this.events = events;
    }

    void open(boolean reading) {
        client.sendAsync(HttpRequest.newBuilder(uri).build(), info -> {
            if (info.version() != HttpClient.Version.HTTP_2) {
                throw new IllegalStateException("got " + info.version());
            }
            return new Counter(reading);
        });
    }

    void await() throws InterruptedException {
        if (!done.await(2, TimeUnit.MINUTES)) {
            throw new IllegalStateException(done.getCount() + " watches still wait");
        }
    }

    private final class Counter implements HttpResponse.BodySubscriber<Void> {
        private final boolean reading;
        private int seen;

        Counter(boolean reading) {
            this.reading = reading;
        }

        @Override
        public CompletionStage<Void> getBody() {
            return new CompletableFuture<>();
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            if (reading) {
                subscription.request(Long.MAX_VALUE);
            }
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {
            int before = seen;
            for (ByteBuffer buffer : buffers) {
                while (buffer.hasRemaining()) {
                    if (buffer.get() == '~') {
                        seen++;
                    }
                }
            }
            if (before < events && seen >= events) {
                done.countDown();
            }
        }

        @Override
        public void onError(Throwable problem) {}

        @Override
        public void onComplete() {}
    }
}
