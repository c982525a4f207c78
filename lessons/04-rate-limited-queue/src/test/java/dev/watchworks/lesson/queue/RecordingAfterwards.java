package dev.watchworks.lesson.queue;

import java.util.List;

/** Records each outcome: the key, and null or the name and the message of the exception. */
record RecordingAfterwards(List<String> outcomes) implements QueueLesson.Afterwards {

    @Override
    public void handle(String key, Exception error) {
        String what = error == null ? "null" : error.getClass().getSimpleName() + ": " + error.getMessage();
        outcomes.add(key + ", " + what);
    }
}
