package dev.watchworks.k3s;

import dev.watchworks.labkit.fixture.cluster.ClusterProvider;
import dev.watchworks.labkit.fixture.cluster.Clusters;
import dev.watchworks.labkit.fixture.cluster.LabCluster;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.testcontainers.k3s.K3sContainer;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.TestcontainersConfiguration;

/** Starts one k3s container for the JVM. Labkit finds this class as a service. */
public final class K3sProvider implements ClusterProvider {

    /** The system property that selects another image. */
    public static final String IMAGE_PROPERTY = "lab.k3s.image";

    /** The system property with the kubeconfig of a container that another JVM started, to use that container. */
    public static final String KUBECONFIG_PROPERTY = "lab.k3s.kubeconfig";

    /** The version of Kubernetes that the conformance scenarios are recorded from. */
    static final String DEFAULT_IMAGE = "rancher/k3s:v1.34.1-k3s1";

    @Override
    public String name() {
        return Clusters.K3S;
    }

    /** The container of this JVM, or null before the first start. */
    private static @Nullable K3sCluster started;

    @Override
    public LabCluster start(Consumer<String> progress) {
        String kubeconfig = System.getProperty(KUBECONFIG_PROPERTY, "");
        if (!kubeconfig.isEmpty()) {
            return K3sCluster.ofAnotherJvm(Path.of(kubeconfig));
        }
        synchronized (K3sProvider.class) {
            K3sCluster running = started;
            if (running == null) {
                running = startContainer(progress);
                started = running;
            }
            return running;
        }
    }

    private static K3sCluster startContainer(Consumer<String> progress) {
        String image = System.getProperty(IMAGE_PROPERTY, DEFAULT_IMAGE);
        Docker docker = Docker.reach();
        new ImagePull(docker.client(), progress).unlessPresent(image);
        boolean reuse = TestcontainersConfiguration.getInstance().environmentSupportsReuse();
        K3sContainer container = new K3sContainer(DockerImageName.parse(image).asCompatibleSubstituteFor("rancher/k3s"))
                .withReuse(reuse);
        return new K3sStarter(container, image, progress).run(reuse);
    }
}
