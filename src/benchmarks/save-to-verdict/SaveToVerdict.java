import dev.watchworks.runner.Runner;
import dev.watchworks.runner.RunnerSettings;
import dev.watchworks.runner.answer.KeptStarter;
import dev.watchworks.runner.event.RunnerEvent;
import dev.watchworks.runner.event.RunnerState;
import dev.watchworks.runner.lesson.Lesson;
import dev.watchworks.runner.lesson.SourceTree;
import dev.watchworks.runner.source.JavaFile;
import dev.watchworks.runner.source.SourceMethod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Measures how long a learner waits from a save to the verdict: for each step of each lesson, it writes our solution of
 * this step into a copy of the workbook, and waits for the verdict.
 */
public final class SaveToVerdict {

    private static final int SECONDS_FOR_A_VERDICT = 120;

    private final Path top;
    private final LinkedBlockingQueue<RunnerEvent> events = new LinkedBlockingQueue<>();
    private final List<Long> all = new ArrayList<>();

    private SaveToVerdict(Path top) {
        this.top = top;
    }

    /**
     * Measures and prints.
     *
     * @param arguments the workbook's top folder, and perhaps a lesson
     */
    public static void main(String[] arguments) throws Exception {
        Path copy = Files.createTempDirectory("save-to-verdict");
        for (String part : List.of("lessons", "solutions", "src/runner/starters")) {
            copyTree(Path.of(arguments[0]).resolve(part), copy.resolve(part));
        }
        new SaveToVerdict(copy).measure(arguments.length > 1 ? arguments[1] : "");
        System.exit(0);
    }

    private void measure(String only) throws Exception {
        long began = System.nanoTime();
        try (Runner runner = Runner.open(RunnerSettings.of(top))) {
            runner.addListener(events::add);
            boolean isFirst = true;
            for (Lesson lesson : runner.lessons()) {
                if (!lesson.name().startsWith(only)) {
                    continue;
                }
                restoreStarter(lesson);
                for (int step : runner.steps(lesson.name())) {
                    runner.start(lesson.name(), step);
                    awaitVerdict(step);
                    if (isFirst) {
                        System.out.printf("from the start of the runner to the first verdict: %d ms%n", since(began));
                        isFirst = false;
                    }
                    awaitQuiet(runner);
                    measure(lesson, step);
                    awaitQuiet(runner);
                }
            }
        }
        all.sort(null);
        System.out.printf("median %d ms, 95th percentile %d ms, %d steps%n", at(0.5), at(0.95), all.size());
    }

    private void measure(Lesson lesson, int step) throws Exception {
        events.clear();
        write(lesson, step);
        long saved = System.nanoTime();
        String verdict = awaitVerdict(step);
        long took = since(saved);
        all.add(took);
        System.out.printf("%-24s step %2d  %6d ms  %s  %s%n", lesson.name(), step, took, verdict, parts);
        System.out.flush();
    }

    private String parts = "";

    private String awaitVerdict(int step) throws InterruptedException {
        long began = System.nanoTime();
        parts = "";
        while (true) {
            RunnerEvent event = events.poll(SECONDS_FOR_A_VERDICT, TimeUnit.SECONDS);
            if (event == null) {
                throw new IllegalStateException("no verdict for step " + step);
            }
            if (event instanceof RunnerEvent.CompileBegan) {
                parts += " seen " + since(began);
            } else if (event instanceof RunnerEvent.RunBegan) {
                parts += " compiled " + since(began);
            } else if (event instanceof RunnerEvent.CheckFinished finished) {
                parts += " [" + finished.result().report().milliseconds() + "]";
                if (!finished.result().isDone()) {
                    return finished.result().verdict() + " " + finished.result().message();
                }
            } else if (event instanceof RunnerEvent.RunEnded ended && ended.step() == step) {
                return ended.verdict();
            } else if (event instanceof RunnerEvent.CompileFailed || event instanceof RunnerEvent.TroubleFound) {
                return event.toString();
            }
        }
    }

    /** Waits until the runner does nothing: a learner thinks longer than that before the next save. */
    private void awaitQuiet(Runner runner) throws InterruptedException {
        while (events.poll(2500, TimeUnit.MILLISECONDS) != null
                || runner.state().activity() != RunnerState.Activity.WAITS) {
            // the next event may follow
        }
    }

    /** Our solution, with the starter's bodies in the methods of later steps. */
    private static void write(Lesson lesson, int step) throws IOException {
        Map<String, String> later = new TreeMap<>();
        KeptStarter starter = KeptStarter.of(lesson);
        for (int next = step + 1; next <= 20; next++) {
            starter.methodsOf(next).forEach((file, methods) -> methods.forEach(method -> later.put(
                    method.key(), starter.files().get(file).substring(method.bodyStart(), method.bodyEnd()))));
        }
        Path from = lesson.solution().resolve("src/main/java");
        for (Path file : SourceTree.files(from, ".java")) {
            JavaFile solution = JavaFile.parse(file.getFileName().toString(), Files.readString(file));
            String text = solution.withBodies(
                            method -> later.containsKey(method.key()), method -> later.get(method.key()))
                    .replace("Todo.step", "dev.watchworks.todo.Todo.step");
            Path target = lesson.folder().resolve("src/main/java").resolve(from.relativize(file).toString());
            if (!Files.exists(target) || !Files.readString(target).equals(text)) {
                Files.createDirectories(target.getParent());
                Files.writeString(target, text);
            }
        }
    }

    private static void restoreStarter(Lesson lesson) throws IOException {
        for (Path file : lesson.starter()) {
            Files.delete(file);
        }
        for (Map.Entry<String, String> file : KeptStarter.of(lesson).files().entrySet()) {
            Files.writeString(lesson.folder().resolve("src/main/java").resolve(file.getKey()), file.getValue());
        }
    }

    private long at(double part) {
        return all.get((int) Math.min(all.size() - 1, Math.ceil(part * all.size()) - 1));
    }

    private static long since(long began) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    }

    private static void copyTree(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(path -> !path.toString().contains("/target")).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }
}
