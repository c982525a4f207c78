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
    void saysThatK3sIsNotThereYet() {
        assertThatExceptionOfType(EnvironmentTrouble.class)
                .isThrownBy(() -> Clusters.start("k3s"))
                .withMessage("the lab cannot run on -Dlab.cluster=k3s yet")
                .returns(
                        "leave the option out: the embedded cluster needs nothing installed",
                        EnvironmentTrouble::remedy);
    }

    @Test
    void touchesNoClusterThatWasNotNamed() {
        assertThatExceptionOfType(EnvironmentTrouble.class)
                .isThrownBy(() -> Clusters.start("kubeconfig"))
                .withMessage("-Dlab.cluster=kubeconfig names no cluster")
                .returns(
                        "add -Dlab.kubeconfig=FILE, and -Dlab.context=NAME where the file has several",
                        EnvironmentTrouble::remedy);
    }
}
