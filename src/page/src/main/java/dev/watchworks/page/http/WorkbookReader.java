package dev.watchworks.page.http;

import dev.watchworks.page.view.MarkdownRenderer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Shows the workbook's other texts and their pictures, because a task links to them. It shows no other file. */
final class WorkbookReader {

    /** No name begins with a dot: that excludes the parent folder and hidden files. */
    private static final Pattern TEXT = Pattern.compile("([\\w-][\\w.-]*/)*[\\w-][\\w.-]*\\.md");

    private static final Pattern PICTURE = Pattern.compile("docs/images/[\\w-]+\\.png");

    private final Path top;

    WorkbookReader(Path top) {
        this.top = top;
    }

    /** Reads a file of the workbook, or returns empty when there is none that the page may show. */
    Optional<PageAnswer> read(String place) throws IOException {
        Optional<Path> file = file(place);
        if (file.isPresent() && TEXT.matcher(place).matches()) {
            return Optional.of(PageAnswer.html(page(place, Files.readString(file.get()))));
        } else if (file.isPresent() && PICTURE.matcher(place).matches()) {
            return Optional.of(PageAnswer.of("image/png", Files.readAllBytes(file.get())));
        }
        return Optional.empty();
    }

    /** A link in the file system must not lead out of the workbook. */
    private Optional<Path> file(String place) throws IOException {
        try {
            Path file = top.resolve(place);
            boolean isInside = Files.isRegularFile(file) && file.toRealPath().startsWith(top.toRealPath());
            return isInside ? Optional.of(file) : Optional.empty();
        } catch (InvalidPathException unusable) {
            return Optional.empty();
        }
    }

    private static String page(String place, String markdown) {
        int slash = place.lastIndexOf('/');
        String folder = slash < 0 ? "" : place.substring(0, slash);
        String toTop = "../".repeat((int) place.chars().filter(c -> c == '/').count() + 1);
        String text = new MarkdownRenderer(folder, place.substring(slash + 1), toTop).html(markdown);
        String title = markdown.lines()
                .filter(line -> line.startsWith("# "))
                .map(line -> line.substring(2).replaceAll("[<>&`]", ""))
                .findFirst()
                .orElse(place);
        byte[] template = PageFiles.read("reader.html").orElseThrow();
        return new String(template, StandardCharsets.UTF_8)
                .replace("{top}", toTop)
                .replace("{title}", title)
                .replace("{text}", text);
    }
}
