package dev.watchworks.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The kubeconfig file of a cluster. It is deleted with the cluster, because its token is then useless. A kubeconfig of
 * other clusters is never overwritten.
 *
 * @param path the absolute path
 */
record KubeconfigFile(Path path) {

    /** This line is in each kubeconfig of the lab, and hardly in any other. */
    private static final String OURS = "current-context: watchworks";

    /**
     * Checks that the file may be written.
     *
     * @throws CommandException when it is a folder, or a kubeconfig that the lab has not written
     */
    void requireOurs() throws CommandException, IOException {
        if (Files.isDirectory(path)) {
            throw new CommandException(
                    path + " is a folder. Use --kubeconfig with a file, such as " + path.resolve("kubeconfig") + ".");
        }
        if (Files.exists(path) && !isOurs()) {
            throw new CommandException(
                    path + " contains a kubeconfig that the lab has not written, perhaps of a cluster that you need. "
                            + "The lab does not change it. Use --kubeconfig with another file, or without it .lab/kubeconfig.");
        }
    }

    /** Deletes the file unless another program has written it since. Never throws. */
    void removeIfOurs() {
        try {
            if (Files.exists(path) && isOurs()) {
                Files.delete(path);
            }
        } catch (IOException notDeleted) {
            // the file does no harm, because its cluster and its token have ended
        }
    }

    private boolean isOurs() throws IOException {
        return Files.readString(path).contains(OURS);
    }
}
