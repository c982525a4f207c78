package dev.watchworks.page.view;

import com.github.difflib.text.DiffRow;
import com.github.difflib.text.DiffRowGenerator;
import dev.watchworks.runner.answer.StepSolution;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Our solution beside the learner's code.
 *
 * @param file the solution's file, relative to the workbook's top folder
 * @param lines the lines of both, side by side
 */
public record SolutionView(String file, List<DiffLine> lines) {

    /** Begins a part of a line that the other side does not have. It is no character of a program. */
    static final String BEGIN = "\u0001";

    /** Ends such a part. */
    static final String END = "\u0002";

    private static final DiffRowGenerator GENERATOR = DiffRowGenerator.create()
            .showInlineDiffs(true)
            .inlineDiffByWord(true)
            .ignoreWhiteSpaces(true)
            .lineNormalizer(line -> line)
            .oldTag(isBegin -> isBegin ? BEGIN : END)
            .newTag(isBegin -> isBegin ? BEGIN : END)
            .build();

    /**
     * A line of both.
     *
     * @param kind {@code equal}, {@code change}, {@code insert} when only we have it, or {@code delete} when only the
     *     learner has it
     * @param yours the learner's line; the differing parts are between the characters 1 and 2
     * @param ours our line, in the same form
     */
    public record DiffLine(String kind, String yours, String ours) {}

    /** Copies the list. */
    public SolutionView {
        lines = List.copyOf(lines);
    }

    /** Compares a solution with the learner's code. An other indentation is no difference. */
    public static SolutionView of(StepSolution solution) {
        List<String> ours = solution.code().lines().toList();
        List<DiffLine> lines = new ArrayList<>();
        int line = 0;
        for (DiffRow row : GENERATOR.generateDiffRows(solution.yours().lines().toList(), ours)) {
            boolean isEqual = row.getTag() == DiffRow.Tag.EQUAL;
            // Of two equal lines, a row has the learner's indentation only.
            lines.add(new DiffLine(
                    row.getTag().name().toLowerCase(Locale.ROOT),
                    row.getOldLine(),
                    isEqual ? ours.get(line) : row.getNewLine()));
            line += row.getTag() == DiffRow.Tag.DELETE ? 0 : 1;
        }
        return new SolutionView(solution.file(), lines);
    }
}
