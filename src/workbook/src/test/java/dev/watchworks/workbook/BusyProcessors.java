package dev.watchworks.workbook;

import java.util.stream.IntStream;

/** Threads that use processors all the time, to test checks on a busy machine. */
final class BusyProcessors {

    private final int processors;
    private volatile boolean busy;

    BusyProcessors(int processors) {
        this.processors = processors;
    }

    void begin() {
        busy = true;
        IntStream.range(0, processors).forEach(number -> {
            Thread thread = new Thread(this::spin, "busy-" + number);
            thread.setDaemon(true);
            thread.start();
        });
    }

    void end() {
        busy = false;
    }

    private void spin() {
        while (busy) {
            Thread.onSpinWait();
        }
    }
}
