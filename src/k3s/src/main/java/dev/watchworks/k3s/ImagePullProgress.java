package dev.watchworks.k3s;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.PullResponseItem;
import com.github.dockerjava.api.model.ResponseItem.ProgressDetail;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What a pull has told so far, and when it last told something new. */
final class ImagePullProgress extends ResultCallback.Adapter<PullResponseItem> {

    private static final String DOWNLOADING = "Downloading";

    /** Docker says so each second while it waits to begin a layer again, up to five times: nothing comes meanwhile. */
    private static final String RETRYING = "Retrying";

    /** A layer's work, such as its download or its extraction. */
    private record Work(String layer, String status) {}

    private final Map<Work, Long> done = new ConcurrentHashMap<>();
    private volatile long lastNews = System.nanoTime();
    private volatile @Nullable String error;

    /** The callback's own way to wait would close the stream when it has waited in vain. */
    private final CompletableFuture<@Nullable Void> end = new CompletableFuture<>();

    @Override
    public void onNext(PullResponseItem item) {
        if (item.isErrorIndicated()) {
            error = item.getErrorDetail() == null
                    ? item.getError()
                    : item.getErrorDetail().getMessage();
        }
        if (isNews(item)) {
            lastNews = System.nanoTime();
        }
    }

    /** A layer that broke off is begun again, and tells of the same bytes once more. */
    private boolean isNews(PullResponseItem item) {
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

    long lastNews() {
        return lastNews;
    }

    String describe() {
        long bytes = done.entrySet().stream()
                .filter(work -> work.getKey().status().equals(DOWNLOADING))
                .mapToLong(Map.Entry::getValue)
                .sum();
        return "still fetching, " + bytes / 1_000_000 + " MB are here";
    }
}
