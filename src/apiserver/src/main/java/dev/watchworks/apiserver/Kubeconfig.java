package dev.watchworks.apiserver;

import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;

/**
 * The file with which kubectl and client libraries connect to a server.
 *
 * @param url such as {@code https://127.0.0.1:40123}
 * @param caCertificatePem empty for plain HTTP
 * @param token empty for a server without a token
 */
record Kubeconfig(String url, String caCertificatePem, String token) {
    private static final String NAME = "watchworks";

    String text() {
        StringBuilder text = new StringBuilder();
        text.append("apiVersion: v1\nkind: Config\nclusters:\n- name: ").append(NAME);
        text.append("\n  cluster:\n    server: ").append(quoted(url));
        if (!caCertificatePem.isEmpty()) {
            byte[] pem = caCertificatePem.getBytes(StandardCharsets.UTF_8);
            text.append("\n    certificate-authority-data: ")
                    .append(Base64.getEncoder().encodeToString(pem));
        }
        text.append("\nusers:\n- name: ").append(NAME).append("\n  user:");
        text.append(token.isEmpty() ? " {}" : "\n    token: " + quoted(token));
        text.append("\ncontexts:\n- name: ").append(NAME);
        text.append("\n  context: {cluster: ").append(NAME).append(", user: ").append(NAME);
        text.append(", namespace: default}\ncurrent-context: ").append(NAME).append('\n');
        return text.toString();
    }

    /** Writes a file that only its owner may read. The write is atomic, so no reader gets half a file. */
    void write(Path file) throws IOException {
        Path absolute = file.toAbsolutePath();
        Path folder = absolute.getParent();
        if (folder == null) {
            throw new IOException("A kubeconfig cannot be written to the folder " + file);
        }
        Files.createDirectories(folder);
        boolean isPosix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] ownerOnly = isPosix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        Path draft = Files.createTempFile(folder, ".kubeconfig", ".tmp", ownerOnly);
        try {
            Files.writeString(draft, text());
            Files.move(draft, absolute, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** A string in JSON, which is also a string in YAML. */
    private static String quoted(String text) {
        return TextNode.valueOf(text).toString();
    }
}
