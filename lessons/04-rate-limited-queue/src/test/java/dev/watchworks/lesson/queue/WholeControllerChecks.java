package dev.watchworks.lesson.queue;

import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import java.time.Duration;

/** Step 9: workers, their work and its outcome together, with a real cluster. */
@LessonChecks(value = "04-rate-limited-queue", answer = "DeploymentController")
class WholeControllerChecks {

    @Step(value = 9, order = 7)
    void triesADeploymentInTheClusterSixTimes(Lab lab, QueueLesson answer) throws Exception {
        lab.cluster().createDeployment("test-deployment", 0);
        lab.cluster().createDeployment("web", 2);
        RecordingQueue queue = RecordingQueue.fast(lab);
        var indexer = Deployments.cacheWith(lab, "test-deployment", "web");
        WorkerChecks.start(lab, answer, 2, queue, key -> answer.syncToStdout(indexer, key, Duration.ofMillis(1)));
        String key = lab.namespace() + "/test-deployment";
        queue.add(key);
        queue.add(lab.namespace() + "/web");
        String dropped =
                "Dropping deployment \"" + key + "\" out of the queue: simulated error for deployment test-deployment";
        lab.expect("the line `" + dropped + "` for the deployment that never succeeds")
                .until(() -> lab.output().has(dropped))
                .otherwise(() -> lab.output().describe());
        String attempt = "Sync/Add/Update for Deployment test-deployment, Replicas: 0";
        lab.expect("six attempts, so six lines `" + attempt + "`")
                .now(() -> lab.output().count(attempt) == 6)
                .otherwise(() -> "your code printed it " + lab.output().count(attempt) + " times");
        lab.expect("one line for the deployment web")
                .until(() -> lab.output().count("Sync/Add/Update for Deployment web, Replicas: 2") == 1)
                .otherwise(() -> lab.output().describe());
    }
}
