package dev.watchworks.runner.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.labkit.lesson.LessonFolder;
import dev.watchworks.labkit.report.LessonSummary;
import dev.watchworks.labkit.verdict.Diagnosis;
import dev.watchworks.labkit.verdict.Finding;
import dev.watchworks.labkit.verdict.SeenEvent;
import dev.watchworks.labkit.verdict.Verdict;
import dev.watchworks.runner.answer.CompileProblem;
import dev.watchworks.runner.checkjvm.CheckResult;
import dev.watchworks.runner.lesson.Lesson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a run of a lesson found.
 *
 * @param lesson the lesson
 * @param problem why the learner's files do not compile, or empty
 * @param results the results of all checks; none when the files do not compile
 */
public record LessonReport(Lesson lesson, Optional<CompileProblem> problem, List<CheckResult> results) {

    /** The JSON of a report, below the lesson's folder. */
    public static final String JSON = "target/lab/checks.json";

    /** The JUnit XML of a report, below the lesson's folder. */
    public static final String JUNIT = "target/lab/TEST-checks.xml";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Copies the list. */
    public LessonReport {
        results = List.copyOf(results);
    }

    /** Whether all checks passed. */
    public boolean isGreen() {
        return problem.isEmpty() && !results.isEmpty() && results.stream().allMatch(CheckResult::isDone);
    }

    /** The lines that a learner reads: the compiler's first error, or labkit's summary, as Maven prints it. */
    public List<String> lines() {
        if (problem.isPresent()) {
            CompileProblem first = problem.get();
            List<String> lines = new ArrayList<>();
            lines.add(lesson + " does not compile: " + first.file() + ", line " + first.line());
            lines.add("    " + first.code());
            first.message().lines().forEach(line -> lines.add("  " + line));
            return lines;
        }
        LessonFolder folder = new LessonFolder(lesson.root(), lesson.name(), "lessons");
        LessonSummary summary = new LessonSummary(folder);
        List<String> others = new ArrayList<>();
        for (CheckResult result : results) {
            add(result, summary, folder, others);
        }
        List<String> lines = new ArrayList<>(summary.lines());
        lines.addAll(others);
        return lines;
    }

    private static void add(CheckResult result, LessonSummary summary, LessonFolder folder, List<String> others) {
        switch (result.verdict()) {
            case "DONE" -> {
                summary.passed(result.step());
                result.report().notes().forEach(note -> summary.measured(result.step(), note));
            }
            case "NOT_RUN" -> summary.notRun(result.step(), result.found());
            case CheckResult.TROUBLE -> others.add(result.check() + " could not be run: " + result.found());
            default -> summary.failed(finding(result, folder));
        }
    }

    private static Finding finding(CheckResult result, LessonFolder folder) {
        return new Finding(
                folder.step(result.step()),
                Verdict.valueOf(result.verdict()),
                new Diagnosis(
                        result.expected(),
                        result.found(),
                        result.why(),
                        result.report().next()),
                result.report().seen().stream()
                        .map(text -> new SeenEvent(text, 0))
                        .toList(),
                result.report().details());
    }

    /**
     * Writes the report as JSON and as JUnit XML into the lesson's folder {@code target/lab}.
     *
     * @throws IOException when a file cannot be written
     */
    public void write() throws IOException {
        Path json = lesson.folder().resolve(JSON);
        Files.createDirectories(json.getParent());
        Files.writeString(json, json().toPrettyString() + "\n");
        Files.writeString(lesson.folder().resolve(JUNIT), JunitXml.of(this));
    }

    /** The report as JSON: docs/your-work.md describes it. */
    ObjectNode json() {
        ObjectNode report = MAPPER.createObjectNode();
        report.put("version", 1);
        report.put("lesson", lesson.name());
        report.put("green", isGreen());
        problem.ifPresent(first -> report.putPOJO("problem", MAPPER.valueToTree(first)));
        ArrayNode checks = report.putArray("checks");
        for (CheckResult result : results) {
            ObjectNode check = checks.addObject();
            check.put("check", result.check());
            check.put("step", result.step());
            check.put("verdict", result.verdict());
            check.put("milliseconds", result.report().milliseconds());
            if (!result.isDone()) {
                check.put("expected", result.expected());
                check.put("found", result.found());
                check.put("why", result.why());
                check.put("hints", result.hints());
            }
        }
        return report;
    }
}
