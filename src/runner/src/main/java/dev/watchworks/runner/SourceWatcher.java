package dev.watchworks.runner;

import io.methvin.watcher.DirectoryWatcher;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.helpers.NOPLogger;

/** Notices that a file in a folder, or in a folder below, is written, created or deleted. */
final class SourceWatcher implements AutoCloseable {

    private final DirectoryWatcher watcher;

    private SourceWatcher(DirectoryWatcher watcher) {
        this.watcher = watcher;
    }

    /**
     * Starts to watch.
     *
     * @param onChange called soon after each change, on a thread of the watcher
     * @throws IOException when the operating system does not allow to watch the folder
     */
    static SourceWatcher start(Path folder, Runnable onChange) throws IOException {
        DirectoryWatcher watcher = DirectoryWatcher.builder()
                .path(folder)
                .logger(NOPLogger.NOP_LOGGER)
                // A save without a change is a wish to run again, and a run compares the texts itself.
                .fileHashing(false)
                .listener(event -> onChange.run())
                .build();
        var unused = watcher.watchAsync(task -> {
            Thread thread = new Thread(task, "runner-files");
            thread.setDaemon(true);
            thread.start();
        });
        return new SourceWatcher(watcher);
    }

    @Override
    public void close() {
        try {
            watcher.close();
        } catch (IOException unclosed) {
            // The thread is a daemon: it ends with the JVM.
        }
    }
}
