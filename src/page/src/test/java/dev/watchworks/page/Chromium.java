package dev.watchworks.page;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.FluentWait;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A real browser without a window: Chromium, driven through ChromeDriver. Both are packages of Debian. */
final class Chromium implements AutoCloseable {

    /** A check that hangs takes half a minute by itself, and the machine may be busy. */
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private static final List<String> BROWSERS = List.of("chromium", "chromium-browser", "google-chrome");
    private static final String DRIVER = "chromedriver";

    /** Where Debian and Ubuntu put them; the PATH may lack it. */
    private static final List<String> MORE_FOLDERS = List.of("/usr/bin", "/usr/lib/chromium", "/snap/bin");

    /** The JDK forgets a logger that nobody holds. */
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    private final ChromeDriver driver;

    private Chromium(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Whether browser and driver are installed. */
    static boolean isInstalled() {
        return browser().isPresent() && onPath(DRIVER).isPresent();
    }

    private static Optional<Path> browser() {
        return BROWSERS.stream().map(Chromium::onPath).flatMap(Optional::stream).findFirst();
    }

    private static Optional<Path> onPath(String program) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.concat(Stream.of(path.split(File.pathSeparator)), MORE_FOLDERS.stream())
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Starts a browser. */
    static Chromium start() {
        // Selenium warns that it does not know the protocol of a newer Chromium; what this test uses is older.
        SELENIUM.setLevel(Level.SEVERE);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(browser().orElseThrow().toString());
        // Continuous integration runs as root, and its shared memory is small.
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--disable-gpu",
                "--hide-scrollbars",
                "--disable-background-networking",
                "--no-first-run");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(onPath(DRIVER).orElseThrow().toFile())
                .build();
        return new Chromium(new ChromeDriver(service, options));
    }

    void open(String address) {
        driver.get(address);
    }

    /** The size of the part that shows the page, in pixels. */
    void resize(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** What the learner prefers: {@code light} or {@code dark}, and no motion. */
    void prefer(String scheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of("name", "prefers-color-scheme", "value", scheme),
                                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
    }

    /** Presses a key on the page. */
    void press(CharSequence key) {
        new Actions(driver).sendKeys(key).perform();
    }

    /** Waits until an element that a selector describes is visible, and returns it. */
    WebElement see(String selector) {
        return patiently()
                .withMessage(() -> "nothing like " + selector + " is visible; the page says: " + text("body"))
                .until(page -> visible(selector).orElse(null));
    }

    /** The page may replace an element while the test looks at it. */
    private FluentWait<WebDriver> patiently() {
        return new WebDriverWait(driver, LONGEST).ignoring(StaleElementReferenceException.class);
    }

    /** Waits until an element contains a text. */
    void see(String selector, String text) {
        patiently()
                .withMessage(() -> "no " + selector + " with '" + text + "'; the page says: " + text("body"))
                .until(page -> visible(selector)
                        .filter(element -> element.getText().contains(text))
                        .isPresent());
    }

    /** Waits until no such element is visible. */
    void seeNo(String selector) {
        patiently()
                .withMessage(() -> selector + " is still visible")
                .until(page -> visible(selector).isEmpty());
    }

    private Optional<WebElement> visible(String selector) {
        return driver.findElements(By.cssSelector(selector)).stream()
                .filter(element -> Boolean.TRUE.equals(script(
                        "return arguments[0].isConnected && arguments[0].checkVisibility({visibilityProperty: true})",
                        element)))
                .findFirst();
    }

    String text(String selector) {
        return driver.findElement(By.cssSelector(selector)).getText();
    }

    Object script(String script, Object... arguments) {
        return ((JavascriptExecutor) driver).executeScript(script, arguments);
    }

    /** Does something with the page inside a frame. */
    String textInFrame(String frame, String selector) {
        driver.switchTo().frame(driver.findElement(By.cssSelector(frame)));
        try {
            return text(selector);
        } finally {
            driver.switchTo().defaultContent();
        }
    }

    String title() {
        return driver.getTitle();
    }

    /** What the browser complained about since the last call. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(Object::toString)
                .toList();
    }

    void screenshot(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, SmallPng.of(driver.getScreenshotAs(OutputType.BYTES)));
    }

    @Override
    public void close() {
        driver.quit();
    }
}
