package dev.watchworks.conformance.kubectl;

import java.util.List;
import java.util.stream.Collectors;

/** Makes the outputs of two clusters comparable: removes ages, times, hashes, random parts and padding. */
final class KubectlOutputNormalizer {
    private final String namespace;

    KubectlOutputNormalizer(String namespace) {
        this.namespace = namespace;
    }

    List<String> normalize(List<String> lines) {
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
                // The folder that kubectl creates for the program diff.
                .replaceAll("\\S*/(LIVE|MERGED)-\\d+/", "$1/")
                // The hash of a replica set, and the random part behind it in the name of a pod.
                .replaceAll("\\bweb-[0-9a-z]{6,10}(-[0-9a-z]{5})?\\b", "web-<hash>")
                .replaceAll("pod-template-hash=\\w+", "pod-template-hash=<hash>")
                .lines()
                // The number of rollout steps that kubectl sees depends on timing.
                .filter(line -> !line.startsWith("Waiting for deployment"))
                .map(line -> line.replaceAll("(?<=\\S) {2,}", "  ").stripTrailing())
                .toList();
    }
}
