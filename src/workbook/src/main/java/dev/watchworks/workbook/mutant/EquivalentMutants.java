package dev.watchworks.workbook.mutant;

import dev.watchworks.runner.lesson.Lesson;
import dev.watchworks.runner.lesson.Workbook;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The mutants of a solution that are right answers too, as {@code src/workbook/mutants/LESSON.md} lists them.
 *
 * @param digest the digest of the sources with which the mutants ran last; empty when they never ran
 * @param reasons why each is right, by the mutant's description
 */
public record EquivalentMutants(String digest, Map<String, String> reasons) {

    private static final String DIGEST_START = "The mutants ran last with the sources `";

    private static final Pattern DIGEST = Pattern.compile(DIGEST_START + "([0-9a-f]+)`");

    /** An item holds the description as code. The reason stands in the indented lines below it. */
    private static final Pattern ITEM = Pattern.compile("(?m)^- `(.*)`\\n((?: {2,}\\S.*(?:\\n|\\z))+)");

    /** Where the list of a lesson is kept. */
    public static Path file(Lesson lesson) {
        return lesson.root().resolve("src/workbook/mutants").resolve(lesson.name() + ".md");
    }

    /** Reads the list of a lesson; an empty one when there is no file. */
    public static EquivalentMutants of(Lesson lesson) {
        return parse(Files.exists(file(lesson)) ? Workbook.read(file(lesson)) : "");
    }

    static EquivalentMutants parse(String text) {
        Matcher digest = DIGEST.matcher(text);
        Map<String, String> reasons = new LinkedHashMap<>();
        Matcher item = ITEM.matcher(text);
        while (item.find()) {
            reasons.put(item.group(1), item.group(2).replaceAll("\\s+", " ").strip());
        }
        return new EquivalentMutants(digest.find() ? digest.group(1) : "", reasons);
    }

    /** Whether the solution, its interface or its checks have changed since the mutants ran last. */
    public boolean isOutdated(Lesson lesson) {
        return !digest.equals(digestOf(lesson));
    }

    /** Writes into the list of a lesson that its mutants ran with the sources as they are now. */
    public static void recordRun(Lesson lesson) throws IOException {
        String text = Workbook.read(file(lesson));
        Files.writeString(file(lesson), DIGEST.matcher(text).replaceAll(DIGEST_START + digestOf(lesson) + "`"));
    }

    private static String digestOf(Lesson lesson) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            Stream.of(lesson.answers(), lesson.given(), lesson.checks())
                    .flatMap(List::stream)
                    .forEach(file -> digest.update(Workbook.read(file).getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("Each Java has SHA-256.", missing);
        }
    }
}
