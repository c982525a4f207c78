package dev.watchworks.conformance.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.conformance.scenario.ConformanceScenario;
import dev.watchworks.conformance.scenario.ReceivedEvent;
import dev.watchworks.conformance.scenario.ScenarioClient;
import dev.watchworks.conformance.scenario.ScenarioResponse;
import dev.watchworks.conformance.scenario.ScenarioWatch;
import java.util.List;

/** Initial events and bookmarks: how a client gets the complete state from a watch alone. */
final class BookmarkScenarios {
    private static final String INITIAL =
            "sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true";
    private static final String END = "/metadata/annotations/k8s.io~1initial-events-end";

    @ConformanceScenario({6, 53})
    void initialEventsEndWithABookmark(ScenarioClient client) {
        client.configMap("b");
        long last = client.configMap("a").versionNumber();
        ScenarioWatch watch = client.watch(client.in("configmaps?" + INITIAL));

        watch.receives("ADDED a", "ADDED b");
        assertThat(watch.bookmark().is(END, "true").version()).isGreaterThanOrEqualTo(last);
        client.configMap("c");
        watch.receives("ADDED c");
    }

    @ConformanceScenario({6, 53})
    void noInitialEventsEndWithABookmarkToo(ScenarioClient client) {
        ScenarioWatch watch = client.watch(client.in("configmaps?" + INITIAL));

        watch.bookmark().is(END, "true");
        client.configMap("a");
        watch.receives("ADDED a");
    }

    @ConformanceScenario({6, 53})
    void initialEventsOfOneObjectEndWithABookmark(ScenarioClient client) {
        client.configMap("a");
        client.configMap("b");
        ScenarioWatch watch = client.watch(client.in("configmaps?fieldSelector=metadata.name%3Db&" + INITIAL));

        watch.receives("ADDED b");
        watch.bookmark().is(END, "true");
    }

    @ConformanceScenario({6, 53})
    void initialEventsOfAMissingObjectAreABookmark(ScenarioClient client) {
        ScenarioWatch watch = client.watch(client.in("pods?fieldSelector=metadata.name%3Dmissing&" + INITIAL));

        watch.bookmark().is(END, "true");
    }

    @ConformanceScenario(6)
    void initialEventsWithoutBookmarksHaveNoEndMarker(ScenarioClient client) {
        client.configMap("a");
        ScenarioWatch watch =
                client.watch(client.in("configmaps?sendInitialEvents=true&resourceVersionMatch=NotOlderThan"));
        watch.receives("ADDED a");
        client.configMap("b");

        watch.receives("ADDED b");
    }

    @ConformanceScenario(6)
    void initialEventsCanBeDeclined(ScenarioClient client) {
        client.configMap("a");
        ScenarioWatch watch =
                client.watch(client.in("configmaps?sendInitialEvents=false&resourceVersionMatch=NotOlderThan"));
        client.configMap("b");

        watch.receives("ADDED b");
    }

    @ConformanceScenario(6)
    void initialEventsNotOlderThanAVersionIncludeLaterChanges(ScenarioClient client) {
        client.configMap("a");
        String from = client.configMap("b").version();
        client.changeConfigMap("a", "1");
        ScenarioWatch watch = client.watch(client.in("configmaps?" + INITIAL + "&resourceVersion=" + from));

        watch.next("ADDED", "a");
        watch.receives("ADDED b");
        watch.bookmark().is(END, "true");
    }

    @ConformanceScenario(16)
    void aBookmarkOfPodsIsAnEmptyPodWithAVersion(ScenarioClient client) {
        ReceivedEvent bookmark = client.watch(client.in("pods?" + INITIAL)).bookmark();

        bookmark.is("/kind", "Pod")
                .is("/apiVersion", "v1")
                .is("/spec/containers", "null")
                .is("/status", "{}");
        bookmark.lacks("/metadata/name").lacks("/metadata/uid");
    }

    @ConformanceScenario(16)
    void aBookmarkOfConfigMapsIsAnEmptyOneWithAVersion(ScenarioClient client) {
        ReceivedEvent bookmark =
                client.watch(client.in("configmaps?" + INITIAL)).bookmark();

        bookmark.is("/kind", "ConfigMap").is("/apiVersion", "v1").lacks("/data");
    }

    @ConformanceScenario(16)
    void aBookmarkOfDeploymentsIsAnEmptyOneWithAVersion(ScenarioClient client) {
        client.watch(client.in("apps/v1", "deployments?" + INITIAL))
                .bookmark()
                .is("/kind", "Deployment")
                .is("/apiVersion", "apps/v1");
    }

    @ConformanceScenario(15)
    void aBookmarkComesShortlyBeforeTheTimeOut(ScenarioClient client) {
        ScenarioResponse before = client.configMap("a");
        ScenarioWatch watch = client.watch(
                client.in("configmaps?timeoutSeconds=4&allowWatchBookmarks=true&resourceVersion=" + before.version()));
        long last = client.configMap("b").versionNumber();

        watch.receives("ADDED b");
        List<ReceivedEvent> rest = watch.remainingEvents();
        assertThat(rest).isNotEmpty().allMatch(event -> event.type().equals("BOOKMARK"));
        assertThat(rest.get(0).version()).isGreaterThanOrEqualTo(last);
    }

    @ConformanceScenario(15)
    void noBookmarkIsSentUnrequested(ScenarioClient client) {
        ScenarioResponse before = client.configMap("a");
        ScenarioWatch watch =
                client.watch(client.in("configmaps?timeoutSeconds=3&resourceVersion=" + before.version()));
        client.configMap("b");

        watch.receives("ADDED b");
        watch.ends();
    }

    @ConformanceScenario(15)
    void aWatchResumesFromABookmark(ScenarioClient client) {
        client.configMap("a");
        long version;
        try (ScenarioWatch watch = client.watch(client.in("configmaps?" + INITIAL))) {
            watch.receives("ADDED a");
            version = watch.bookmark().version();
        }
        client.configMap("b");

        client.watch(client.in("configmaps?resourceVersion=" + version)).receives("ADDED b");
    }

    @ConformanceScenario(5)
    void initialEventsNeedTheMatchNotOlderThan(ScenarioClient client) {
        client.get(client.in("configmaps?watch=true&sendInitialEvents=true"))
                .fails(
                        422,
                        "Invalid",
                        "ListOptions.meta.k8s.io \"\" is invalid: resourceVersionMatch: Forbidden: sendInitialEvents"
                                + " requires setting resourceVersionMatch to NotOlderThan");
    }

    @ConformanceScenario(5)
    void initialEventsThatAreExactAreRefused(ScenarioClient client) {
        client.get(client.in("configmaps?watch=true&sendInitialEvents=true&resourceVersionMatch=Exact"))
                .code(422)
                .is("/reason", "Invalid");
    }

    @ConformanceScenario(5)
    void aListHasNoInitialEvents(ScenarioClient client) {
        client.get(client.in("configmaps?sendInitialEvents=true&resourceVersionMatch=NotOlderThan"))
                .code(422)
                .is("/reason", "Invalid");
    }

    @ConformanceScenario(5)
    void aWatchHasNoVersionMatchWithoutInitialEvents(ScenarioClient client) {
        client.get(client.in("configmaps?watch=true&resourceVersion=5&resourceVersionMatch=NotOlderThan"))
                .fails(
                        422,
                        "Invalid",
                        "ListOptions.meta.k8s.io \"\" is invalid: resourceVersionMatch: Forbidden:"
                                + " resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided");
    }
}
