package dev.watchworks.workbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.labkit.fixture.cluster.GatewayConnection;
import dev.watchworks.runner.checkjvm.CheckResult;
import dev.watchworks.runner.lesson.Lesson;
import dev.watchworks.runner.lesson.Workbook;
import dev.watchworks.workbook.answer.MessageNormalizer;
import dev.watchworks.workbook.source.LessonVariants;
import io.kubernetes.client.common.KubernetesObject;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.apis.RbacAuthorizationV1Api;
import io.kubernetes.client.openapi.models.AuthenticationV1TokenRequest;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1ResourceQuota;
import io.kubernetes.client.openapi.models.V1Role;
import io.kubernetes.client.openapi.models.V1RoleBinding;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.openapi.models.V1TokenRequestSpec;
import io.kubernetes.client.util.ClientBuilder;
import io.kubernetes.client.util.KubeConfig;
import io.kubernetes.client.util.Yaml;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A learner with exactly the permissions in {@code docs/shared-cluster/learner.yaml} can do all lessons. The test runs
 * when a cluster is named: {@code -Dlab.cluster=kubeconfig -Dlab.kubeconfig=FILE}.
 */
@ExtendWith(ProofContextExtension.class)
@EnabledIfSystemProperty(named = "lab.cluster", matches = "kubeconfig")
class LearnerPermissionsTest {

    private static final String LEARNER =
            "proof-" + UUID.randomUUID().toString().substring(0, 8);
    private static final String NAMESPACE = "lab-" + LEARNER;

    private ApiClient administrator;
    private KubeConfig config;

    @BeforeEach
    void prepare() throws Exception {
        config = SharedClusterKubeconfig.config();
        administrator = ClientBuilder.kubeconfig(config).build();
        String yaml = Files.readString(Workbook.here().root().resolve("docs/shared-cluster/learner.yaml"));
        for (Object object : Yaml.loadAll(yaml.replace("LEARNER", LEARNER))) {
            create((KubernetesObject) object);
        }
    }

    private void create(KubernetesObject object) throws ApiException {
        CoreV1Api core = new CoreV1Api(administrator);
        RbacAuthorizationV1Api rights = new RbacAuthorizationV1Api(administrator);
        if (object instanceof V1Namespace namespace) {
            core.createNamespace(namespace).execute();
        } else if (object instanceof V1ServiceAccount account) {
            core.createNamespacedServiceAccount(NAMESPACE, account).execute();
        } else if (object instanceof V1ResourceQuota quota) {
            core.createNamespacedResourceQuota(NAMESPACE, quota).execute();
        } else if (object instanceof V1Role role) {
            rights.createNamespacedRole(NAMESPACE, role).execute();
        } else if (object instanceof V1RoleBinding binding) {
            rights.createNamespacedRoleBinding(NAMESPACE, binding).execute();
        } else {
            throw new IllegalStateException("learner.yaml has a " + object.getKind() + ", which is not known here");
        }
    }

    @AfterEach
    void putAway() throws ApiException {
        new CoreV1Api(administrator).deleteNamespace(NAMESPACE).execute();
    }

    @Test
    void hasWhatTheLessonsNeed(ProofContext proofs, @TempDir Path folder) throws Exception {
        Path kubeconfig = new GatewayConnection(config.getServer(), token(), authority())
                .writeKubeconfig(folder.resolve("learner.kubeconfig"), NAMESPACE);
        Map<String, String> learner = Map.of("lab.kubeconfig", kubeconfig.toString(), "lab.context", "lab");
        for (Lesson lesson : Workbook.here().lessons()) {
            List<CheckResult> results = proofs.bench(lesson)
                    .run(
                            List.of(proofs.bench(lesson)
                                    .prepare(
                                            "one-namespace",
                                            LessonVariants.of(lesson).solutionSources(),
                                            lesson.solution(),
                                            0)),
                            learner)
                    .get(0);
            assertThat(results)
                    .isNotEmpty()
                    .allSatisfy(result -> assertThat(result.verdict())
                            .as("%s: %s", result.check(), MessageNormalizer.normalize(result.message()))
                            .isIn("DONE", "NOT_RUN"));
            long notRun = results.stream().filter(result -> !result.isDone()).count();
            proofs.summary()
                    .add(
                            lesson.name(),
                            62,
                            "in a learner's one namespace the solution passes %d checks%s"
                                    .formatted(
                                            results.size() - notRun,
                                            notRun == 0 ? "" : ", and " + notRun + " is not run"));
        }
    }

    private String token() throws ApiException {
        AuthenticationV1TokenRequest wanted =
                new AuthenticationV1TokenRequest().spec(new V1TokenRequestSpec().expirationSeconds(3600L));
        return new CoreV1Api(administrator)
                .createNamespacedServiceAccountToken("learner", NAMESPACE, wanted)
                .execute()
                .getStatus()
                .getToken();
    }

    /** In PEM. */
    private String authority() throws IOException {
        String inside = config.getCertificateAuthorityData();
        return inside == null
                ? Files.readString(Path.of(config.getCertificateAuthorityFile()), StandardCharsets.US_ASCII)
                : new String(Base64.getDecoder().decode(inside), StandardCharsets.US_ASCII);
    }
}
