package dev.watchworks.labkit.report.timeline;

import dev.watchworks.labkit.verdict.Diagnosis;
import dev.watchworks.labkit.verdict.MeasurementNote;
import java.util.List;
import java.util.Optional;

/** Draws what a check says above its timeline: what it expected, but what it found, and why; or what it measured. */
final class CheckMessage {

    private final StringBuilder body = new StringBuilder();

    private CheckMessage() {}

    static String of(Optional<Diagnosis> diagnosis, List<MeasurementNote> notes) {
        CheckMessage message = new CheckMessage();
        diagnosis.ifPresent(found -> {
            message.add("expected", found.expected());
            message.add("but", found.found());
            message.add("why", found.why());
            message.add("next", found.next());
        });
        for (MeasurementNote note : notes) {
            message.add("measured", note.measured());
            message.add("why", note.why());
        }
        return message.body.isEmpty() ? "" : "<dl>\n" + message.body + "</dl>\n";
    }

    private void add(String label, String text) {
        if (!text.isEmpty()) {
            body.append("<dt>%s</dt><dd>%s</dd>\n".formatted(label, HtmlEscaper.text(text)));
        }
    }
}
