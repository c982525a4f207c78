import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A server in processes of its own, with HTTPS and a token.
 *
 * @param startMillis from the start of its process to its first answer
 * @param processes their ids by name; the first is the API server
 */
record MeasuredServer(
        String name, String url, String token, String authorityPem, long startMillis, Map<String, Long> processes)
        implements AutoCloseable {

    /** The embedded server, or the floor: a Java process that prints its address and waits for the end of its input. */
    static MeasuredServer java(String name, String mainClass) throws Exception {
        return java(name, mainClass, System.getProperty("java.class.path"));
    }

    /** The same from another class path, such as that of an older checkout. */
    static MeasuredServer java(String name, String mainClass, String classPath) throws Exception {
        long begun = System.nanoTime();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        mainClass)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
        String url = said.readLine();
        String token = said.readLine();
        List<String> pem = new ArrayList<>();
        for (String line = said.readLine(); line != null && !line.equals("READY"); line = said.readLine()) {
            pem.add(line);
        }
        return new MeasuredServer(
                name, url, token, String.join("\n", pem), millisSince(begun), Map.of("server", process.pid()));
    }

    /** A real one: etcd and kube-apiserver, without controllers, as the embedded one runs without its loops here. */
    static MeasuredServer reference(Path script, Path folder) throws Exception {
        long begun = System.nanoTime();
        Process start = new ProcessBuilder(script.toString(), "start", folder.toString(), "--without-controllers")
                .inheritIO()
                .start();
        if (start.waitFor() != 0) {
            throw new IllegalStateException("the reference cluster did not start");
        }
        long millis = millisSince(begun);
        Map<String, Long> processes = new LinkedHashMap<>();
        List<String> lines = Files.readAllLines(folder.resolve("processes"));
        for (int index = lines.size() - 1; index >= 0; index--) {
            String[] words = lines.get(index).split(" ");
            processes.put(words[1], Long.valueOf(words[0]));
        }
        String kubeconfig = Files.readString(folder.resolve("kubeconfig"));
        return new MeasuredServer(
                "reference",
                field(kubeconfig, "server"),
                field(kubeconfig, "token"),
                Files.readString(folder.resolve("certificates/apiserver.crt")),
                millis,
                processes);
    }

    private static String field(String kubeconfig, String name) {
        return kubeconfig.lines()
                .filter(line -> line.strip().startsWith(name + ": "))
                .map(line -> line.strip().substring(name.length() + 2))
                .findFirst()
                .orElseThrow();
    }

    static long millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }

    /** Resident memory of each process, in MiB. */
    String memory() throws IOException {
        List<String> figures = new ArrayList<>();
        for (Map.Entry<String, Long> process : processes.entrySet()) {
            for (String line : Files.readAllLines(Path.of("/proc", process.getValue().toString(), "status"))) {
                if (line.startsWith("VmRSS:")) {
                    long kibibytes = Long.parseLong(line.replaceAll("\\D+", ""));
                    figures.add("%s %d MiB".formatted(process.getKey(), kibibytes / 1024));
                }
            }
        }
        return String.join(", ", figures);
    }

    @Override
    public void close() {
        processes.values().forEach(id -> ProcessHandle.of(id).ifPresent(ProcessHandle::destroyForcibly));
    }
}
