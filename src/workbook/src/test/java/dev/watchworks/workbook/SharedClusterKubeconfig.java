package dev.watchworks.workbook;

import io.kubernetes.client.util.KubeConfig;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;

/** The cluster of {@code -Dlab.kubeconfig} and {@code -Dlab.context}, for tests of learners who share it. */
final class SharedClusterKubeconfig {

    private SharedClusterKubeconfig() {}

    static KubeConfig config() throws IOException {
        try (Reader reader = Files.newBufferedReader(Path.of(System.getProperty("lab.kubeconfig")))) {
            KubeConfig config = KubeConfig.loadKubeConfig(reader);
            String context = System.getProperty("lab.context");
            if (context != null) {
                config.setContext(context);
            }
            return config;
        }
    }
}
