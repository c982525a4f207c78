package dev.watchworks.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.watchworks.runner.lesson.Workbook;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** A learner at the page, in a real browser, with a real runner in another JVM. */
class PageBrowserTest {

    private static final String MISSING = """

            ┌──────────────────────────────────────────────────────────────────────────────┐
            │ The page of ./lab learn is NOT TESTED in a browser: Chromium is not installed.│
            │ On Debian and Ubuntu: apt-get install chromium chromium-driver                │
            └──────────────────────────────────────────────────────────────────────────────┘
            """;

    /** A picture of the page for the documentation is made only when somebody asks for it. */
    private static final boolean KEEPS_PICTURES = Boolean.getBoolean("workbook.pictures");

    /** Prints for each event, and says nothing of ERROR. */
    private static final String WRONG = "System.out.println(\"new Pod: \" + event.object.getMetadata().getName());";

    @TempDir
    private Path top;

    private PageWorkbook workbook;
    private PageProcess runner;
    private Chromium browser;

    @BeforeAll
    static void sayWhereTheBrowserIsMissing() {
        if (!Chromium.isInstalled()) {
            System.err.println(MISSING);
        }
        assumeTrue(Chromium.isInstalled(), "Chromium is not installed");
    }

    @BeforeEach
    void open() throws IOException {
        workbook = PageWorkbook.in(top);
        runner = PageProcess.start(top);
        browser = Chromium.start();
        browser.prefer("light");
        browser.resize(1280, 800);
        browser.open(runner.address());
    }

    @AfterEach
    void close() throws InterruptedException {
        browser.close();
        runner.close();
    }

    @Test
    void aLearnerGoesThroughAStep() throws Exception {
        seeVerdict("TODO", "To do");
        browser.see("#title", "Step 1: connect");
        browser.see("#task-text", "connect gets the path of such a file");
        browser.see(".diagram.drawn svg");

        goToStepFour();
        workbook.save(workbook.solutionWithDispatch(WRONG));
        seeVerdict("WRONG", "Not yet right");
        browser.see("#verdict .found", "your code printed only \"new Pod: web-1\"");
        assertThat(browser.title()).isEqualTo("✗ Step 4, dispatch");
        browser.see("#status", "Step 4: not yet right.");

        takeThreeHints();
        pictures("page");

        workbook.save(workbook.solutionWithDispatch("int count = \"one\";"));
        seeVerdict("COMPILE", "It does not compile");
        browser.see(".code-line", "int count = \"one\";");
        browser.see(".compiler", "incompatible types");

        workbook.save(workbook.solution());
        seeVerdict("DONE", "Done");
        browser.see(".step[data-step='4'].green");

        browser.press("n");
        browser.see("#title", "Step 5: an ERROR carries a Status");
        seeVerdict("DONE", "Done");
        assertThat(browser.complaints()).isEmpty();
        assertThat(addressesElsewhere()).isEmpty();
    }

    private void goToStepFour() {
        browser.see("#title", "Step 1: connect");
        browser.press("l");
        browser.see("dialog [data-step='4']").click();
        browser.see("#title", "Step 4: dispatch");
        seeVerdict("TODO", "To do");
    }

    private void takeThreeHints() {
        browser.see("#hint-list button[data-level='1']", "Hint 1: ");
        for (int level = 1; level <= 3; level++) {
            browser.press("h");
            browser.see("#hint-list details[data-level='" + level + "'] .prose");
        }
        assertThat(browser.text("#hint-list details[data-level='3']")).contains("switch");
    }

    @Test
    void theTimelineAndTheSolutionAreBesideTheTask() throws Exception {
        goToStepFour();
        workbook.save(workbook.solutionWithDispatch(WRONG));
        seeVerdict("WRONG", "Not yet right");

        browser.press("t");
        browser.see("#timeline-frames iframe:not(.behind)");
        assertThat(browser.textInFrame("#timeline-frames iframe", "main")).contains("prints nothing for the other");
        picture("page-timeline", 1280, 800, "light");
        browser.press(Keys.ESCAPE);
        browser.see("#task-text", "acts on its type");

        browser.press("s");
        browser.see("#solution", "This step is not done yet. Perhaps a hint is enough?");
        browser.press("s");
        browser.see("#solution .insert .ours", "switch (event.type)");
        assertThat(browser.text("#solution .diff")).contains("your code", "our solution", "new Pod: ");
        picture("page-solution", 1280, 800, "light");
        browser.press("s");
        browser.see("#task-text", "acts on its type");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void aResetPutsTheStarterBackAndARestoreBringsTheAnswerAgain() throws Exception {
        goToStepFour();
        String answer = workbook.solution();
        workbook.save(answer);
        seeVerdict("DONE", "Done");

        browser.press("x");
        browser.see("dialog", "What you wrote is saved first");
        browser.press(Keys.ENTER);
        seeVerdict("TODO", "To do");
        browser.see("#verdict .notice", "What you had before is in .lab/saved/01-raw-watch/");
        assertThat(workbook.saved()).contains("throw Todo.step(4)");

        browser.press("u");
        seeVerdict("DONE", "Done");
        assertThat(workbook.saved()).isEqualTo(answer);
    }

    @Test
    void aCheckThatHangsIsShownWithItsStack() throws Exception {
        goToStepFour();
        workbook.save(workbook.solutionWithDispatch("while (true) { Thread.onSpinWait(); }"));
        browser.see(".activity", "checking …");
        // The other checks hang too, and a learner does not wait for them.
        browser.see("#verdict[data-verdict='HUNG'] .headline", "It hangs");
        browser.see("#verdict .more[open]", "RawWatch.dispatch");

        workbook.save(workbook.solution());
        seeVerdict("DONE", "Done");
    }

    @Test
    void thePageSaysThatTheRunnerIsGoneAndGoesOnWithTheNextOne() throws Exception {
        goToStepFour();
        runner.kill();
        browser.see("#gone", "The runner is not there. Start ./lab in a terminal");

        workbook.save(workbook.solution());
        runner = PageProcess.start(top);
        browser.seeNo("#gone");
        browser.see("#title", "Step 4: dispatch");
        seeVerdict("DONE", "Done");
    }

    @Test
    void eachTextHasEnoughContrastInBothSchemes() throws Exception {
        goToStepFour();
        workbook.save(workbook.solutionWithDispatch(WRONG));
        seeVerdict("WRONG", "Not yet right");
        browser.press("h");
        browser.see("#hint-list details");
        for (String scheme : List.of("light", "dark")) {
            browser.prefer(scheme);
            assertThat(textsWithLittleContrast()).as(scheme).isEmpty();
        }
        workbook.save(workbook.solution());
        seeVerdict("DONE", "Done");
        browser.press("s");
        browser.see("#solution .diff");
        for (String scheme : List.of("light", "dark")) {
            browser.prefer(scheme);
            assertThat(textsWithLittleContrast()).as(scheme).isEmpty();
        }
    }

    @Test
    void aNarrowWindowScrollsOnlyDownwards() {
        seeVerdict("TODO", "To do");
        for (int width : List.of(1280, 900, 700, 400)) {
            browser.resize(width, 900);
            assertThat(browser.script("return document.documentElement.scrollWidth"))
                    .as("the page's width in a window of " + width)
                    .isEqualTo((long) width);
        }
    }

    private void seeVerdict(String verdict, String words) {
        browser.see("#verdict[data-activity='waits'][data-verdict='" + verdict + "'] .headline", words);
    }

    /** What the browser has loaded from an address that is not the page's. */
    private List<String> addressesElsewhere() {
        Object loaded =
                browser.script("return performance.getEntriesByType('resource').map(entry => entry.name).join('\\n')");
        assertThat(loaded.toString()).contains("mermaid.min.js");
        return loaded.toString()
                .lines()
                .filter(address -> !address.startsWith(runner.address()) && !address.startsWith("data:"))
                .toList();
    }

    private List<String> textsWithLittleContrast() throws IOException {
        try (InputStream script = PageBrowserTest.class.getResourceAsStream("contrast.js")) {
            String found = (String) browser.script(new String(script.readAllBytes(), StandardCharsets.UTF_8));
            return Pattern.compile("\n")
                    .splitAsStream(found)
                    .filter(line -> !line.isBlank())
                    .toList();
        }
    }

    private void pictures(String name) throws IOException {
        for (String scheme : List.of("light", "dark")) {
            picture(name + "-1280-" + scheme, 1280, 800, scheme);
            picture(name + "-700-" + scheme, 700, 900, scheme);
        }
        browser.prefer("light");
        browser.resize(1280, 800);
    }

    private void picture(String name, int width, int height, String scheme) throws IOException {
        browser.prefer(scheme);
        browser.resize(width, height);
        browser.script("scrollTo(0, 0)");
        Path folder = KEEPS_PICTURES
                ? Workbook.here().root().resolve("docs/images")
                : Path.of("target/pictures").toAbsolutePath();
        browser.screenshot(folder.resolve(name + ".png"));
    }
}
