package dev.watchworks.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The file that a cluster's kubeconfig is written to. It holds a token that ends with the cluster, so it goes with it;
 * and a kubeconfig of somebody's real clusters is never overwritten.
 *
 * @param path absolute
 */
record KubeconfigFile(Path path) {

    /** What each kubeconfig of ours has, and only by chance another's. */
    private static final String OURS = "current-context: watchworks";

    /** Fails if there is a file that no lab wrote. */
    void refuseForeign() throws CommandException, IOException {
        if (Files.isDirectory(path)) {
            throw new CommandException(
                    path + " is a folder. Give --kubeconfig a file in it, such as " + path.resolve("kubeconfig") + ".");
        }
        if (Files.exists(path) && !isOurs()) {
            throw new CommandException(
                    path + " holds a kubeconfig that is not the lab's, perhaps of a cluster that you need. "
                            + "It stays as it is. Give --kubeconfig another file, or leave it out for .lab/kubeconfig.");
        }
    }

    /** Removes it unless another program has written it meanwhile; never fails. */
    void removeIfOurs() {
        try {
            if (Files.exists(path) && isOurs()) {
                Files.delete(path);
            }
        } catch (IOException stays) {
            // A kubeconfig that stays behind is only useless: its cluster and its token are gone.
        }
    }

    private boolean isOurs() throws IOException {
        return Files.readString(path).contains(OURS);
    }
}
