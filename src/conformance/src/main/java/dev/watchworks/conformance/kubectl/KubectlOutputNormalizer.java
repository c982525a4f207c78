package dev.watchworks.conformance.kubectl;

import java.util.List;
import java.util.stream.Collectors;

/** Makes the outputs of two clusters comparable: no ages, times, hashes and random parts, no padding. */
final class KubectlOutputNormalizer {
    private final String namespace;

    KubectlOutputNormalizer(String namespace) {
        this.namespace = namespace;
    }

    List<String> normalised(List<String> lines) {
        return lines.stream()
                .map(line -> line + "\n")
                .collect(Collectors.joining())
                .replace(namespace, "{namespace}")
                // kubectl explain prints a different number of empty lines behind a description of several lines.
                .replaceAll("(?m)^ +$", "")
                .replaceAll("\n{3,}", "\n\n")
                .replaceAll("\\b\\d+[smh](\\d+s)?(?= |$|\\n)", "<age>")
                .replaceAll("\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(Z|\\.\\d+ [-+]\\d{4})", "<time>")
                .replaceAll("\\b10\\.\\d+\\.\\d+\\.\\d+\\b", "<address>")
                .replaceAll("\\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\\b", "<uid>")
                .replaceAll("\\bresourceVersion: \"\\d+\"", "resourceVersion: <version>")
                // A folder that kubectl makes for what it gives to the program diff.
                .replaceAll("\\S*/(LIVE|MERGED)-\\d+/", "$1/")
                // A replica set's hash, and what follows it in the name of a pod.
                .replaceAll("\\bweb-[0-9a-z]{6,10}(-[0-9a-z]{5})?\\b", "web-<hash>")
                .replaceAll("pod-template-hash=\\w+", "pod-template-hash=<hash>")
                .lines()
                // How many steps of a rollout are seen is a matter of speed.
                .filter(line -> !line.startsWith("Waiting for deployment"))
                .map(line -> line.replaceAll("(?<=\\S) {2,}", "  ").stripTrailing())
                .toList();
    }
}
