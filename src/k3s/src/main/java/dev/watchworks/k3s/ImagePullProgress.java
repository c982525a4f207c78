package dev.watchworks.k3s;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.PullResponseItem;
import com.github.dockerjava.api.model.ResponseItem.ProgressDetail;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The progress of a pull, and the time of its last change. */
final class ImagePullProgress extends ResultCallback.Adapter<PullResponseItem> {

    private static final String DOWNLOADING = "Downloading";

    /** Docker sends this each second while it waits to start a layer again. It is no progress. */
    private static final String RETRYING = "Retrying";

    /** One part of the work on a layer, such as its download or its extraction. */
    private record Work(String layer, String status) {}

    private final Map<Work, Long> done = new ConcurrentHashMap<>();
    private volatile long lastProgress = System.nanoTime();
    private volatile @Nullable String error;

    /** Replaces the callback's own wait, which closes the stream after a timeout. */
    private final CompletableFuture<@Nullable Void> end = new CompletableFuture<>();

    @Override
    public void onNext(PullResponseItem item) {
        if (item.isErrorIndicated()) {
            error = item.getErrorDetail() == null
                    ? item.getError()
                    : item.getErrorDetail().getMessage();
        }
        if (isProgress(item)) {
            lastProgress = System.nanoTime();
        }
    }

    /** When a download starts again, Docker reports the same bytes again; this is no progress. */
    private boolean isProgress(PullResponseItem item) {
        String status = item.getStatus() == null ? "" : item.getStatus();
        ProgressDetail detail = item.getProgressDetail();
        if (item.getId() == null || detail == null || detail.getCurrent() == null) {
            return !status.startsWith(RETRYING);
        }
        Work work = new Work(item.getId(), status);
        long before = done.getOrDefault(work, -1L);
        long now = done.merge(work, detail.getCurrent(), Math::max);
        return now > before;
    }

    @Override
    public void onComplete() {
        super.onComplete();
        if (error == null) {
            end.complete(null);
        } else {
            end.completeExceptionally(new IllegalStateException(error));
        }
    }

    @Override
    public void onError(Throwable failure) {
        super.onError(failure);
        end.completeExceptionally(failure);
    }

    CompletableFuture<@Nullable Void> end() {
        return end;
    }

    long lastProgress() {
        return lastProgress;
    }

    String describe() {
        long bytes = done.entrySet().stream()
                .filter(work -> work.getKey().status().equals(DOWNLOADING))
                .mapToLong(Map.Entry::getValue)
                .sum();
        return "still pulling, " + bytes / 1_000_000 + " MB so far";
    }
}
