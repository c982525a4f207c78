package dev.watchworks.conformance.history;

import dev.watchworks.conformance.transcript.Transcript;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** What a real kube-apiserver answered to the histories of the seeds from 1 on, in one file. */
public final class RecordedApplyHistories {
    /** How many histories are recorded. */
    public static final int COUNT = 100;

    private static final String FILE = "/dev/watchworks/conformance/recorded/apply-histories.txt.gz";
    private static final String SEPARATOR = "# history ";

    private RecordedApplyHistories() {}

    /** Reads the transcripts, in the order of their seeds. */
    public static List<Transcript> read() {
        try (InputStream file = Objects.requireNonNull(RecordedApplyHistories.class.getResourceAsStream(FILE), FILE);
                InputStream text = new GZIPInputStream(file)) {
            String all = new String(text.readAllBytes(), StandardCharsets.UTF_8);
            List<Transcript> transcripts = new ArrayList<>();
            for (String one : all.split("(?m)^" + SEPARATOR)) {
                if (!one.isEmpty()) {
                    transcripts.add(Transcript.parse("#" + one));
                }
            }
            return transcripts;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Writes the transcripts into a folder of resources. */
    public static void write(List<Transcript> transcripts, Path resources) {
        try (OutputStream file = Files.newOutputStream(resources.resolve(FILE.substring(1)));
                OutputStream text = new GZIPOutputStream(file)) {
            int seed = 1;
            for (Transcript transcript : transcripts) {
                text.write((SEPARATOR + seed++ + "\n" + transcript.text()).getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }
}
