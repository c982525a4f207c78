package dev.watchworks.workbook.claim;

import dev.watchworks.runner.lesson.Lesson;
import dev.watchworks.runner.lesson.Workbook;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The claims of a lesson's tasks, as {@code src/workbook/claims/LESSON.md} lists them.
 *
 * @param claims the rows of the tables
 * @param remarks the sentences that ask for nothing
 */
public record ClaimTable(List<Claim> claims, List<Remark> remarks) {

    private static final Pattern STEP = Pattern.compile("## Step (\\d+)\\b.*");

    /** A row of three cells. A cell cannot contain a vertical bar. */
    private static final Pattern ROW = Pattern.compile("\\|([^|]*)\\|([^|]*)\\|([^|]*)\\|");

    /** The head of a table, and the line below it. */
    private static final Pattern HEAD = Pattern.compile("\\|\\s*(the task says|-+)\\s*\\|.*");

    private static final Pattern REMARK =
            Pattern.compile("- (.*) \\(((?:explains|advice|given|no check can decide)\\b.*?)\\)");

    /** Copies the lists. */
    public ClaimTable {
        claims = List.copyOf(claims);
        remarks = List.copyOf(remarks);
    }

    /** Where the claims of a lesson are kept. */
    public static Path file(Lesson lesson) {
        return lesson.root().resolve("src/workbook/claims").resolve(lesson.name() + ".md");
    }

    /**
     * Reads the claims of a lesson.
     *
     * @throws IllegalArgumentException when a line is neither a row nor a remark, with the line
     */
    public static ClaimTable of(Lesson lesson) {
        return parse(Workbook.read(file(lesson)));
    }

    static ClaimTable parse(String text) {
        List<Claim> claims = new ArrayList<>();
        List<Remark> remarks = new ArrayList<>();
        int step = 0;
        // An item of a list may go on in the next line.
        for (String line :
                text.replaceAll("\\n {2,}", " ").lines().map(String::strip).toList()) {
            Matcher headline = STEP.matcher(line);
            if (headline.matches()) {
                step = Integer.parseInt(headline.group(1));
            } else if (line.startsWith("|") && !HEAD.matcher(line).matches()) {
                claims.add(claim(step, matched(ROW, line)));
            } else if (line.startsWith("- ")) {
                Matcher remark = matched(REMARK, line);
                remarks.add(new Remark(step, PlainText.of(remark.group(1)), remark.group(2)));
            }
        }
        return new ClaimTable(claims, remarks);
    }

    private static Claim claim(int step, Matcher row) {
        List<String> quotes =
                Arrays.stream(row.group(1).split("<br>")).map(PlainText::of).toList();
        return new Claim(step, quotes, names(row.group(2)), names(row.group(3)));
    }

    private static List<String> names(String cell) {
        return Arrays.stream(cell.replace("`", "").split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private static Matcher matched(Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "This line is neither a row `| the task says | checks | wrong answers |` nor an item "
                            + "`- SENTENCE (explains)`, `(advice)`, `(given: …)` or `(no check can decide: …)`: "
                            + line);
        }
        return matcher;
    }
}
