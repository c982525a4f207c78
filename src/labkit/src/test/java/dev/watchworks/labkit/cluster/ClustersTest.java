package dev.watchworks.labkit.cluster;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.watchworks.labkit.verdict.EnvironmentTrouble;
import org.junit.jupiter.api.Test;

class ClustersTest {

    @Test
    void saysWhichClustersThereAre() {
        assertThatExceptionOfType(EnvironmentTrouble.class)
                .isThrownBy(() -> Clusters.start("minikube"))
                .withMessage("there is no cluster called \"minikube\"")
                .returns(
                        "use -Dlab.cluster=embedded, k3s or kubeconfig, or leave the option out",
                        EnvironmentTrouble::remedy);
    }

    @Test
    void saysHowK3sGetsOntoTheClassPath() {
        assertThatExceptionOfType(EnvironmentTrouble.class)
                .isThrownBy(() -> Clusters.start("k3s"))
                .withMessage("what runs k3s is not on the class path")
                .returns(
                        "give -Dlab.cluster=k3s to Maven on its command line, which adds it; in an IDE switch the Maven "
                                + "profile \"k3s\" on",
                        EnvironmentTrouble::remedy);
    }

    @Test
    void touchesNoClusterThatWasNotNamed() {
        System.clearProperty("lab.kubeconfig");
        assertThatExceptionOfType(EnvironmentTrouble.class)
                .isThrownBy(() -> Clusters.start("kubeconfig"))
                .withMessage("-Dlab.cluster=kubeconfig names no cluster")
                .returns(
                        "add -Dlab.kubeconfig=FILE, and -Dlab.context=NAME where the file has several",
                        EnvironmentTrouble::remedy);
    }
}
