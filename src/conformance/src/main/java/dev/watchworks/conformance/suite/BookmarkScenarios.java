package dev.watchworks.conformance.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.conformance.scenario.ConformanceScenario;
import dev.watchworks.conformance.scenario.ReceivedEvent;
import dev.watchworks.conformance.scenario.ScenarioClient;
import dev.watchworks.conformance.scenario.ScenarioResponse;
import dev.watchworks.conformance.scenario.ScenarioWatch;
import java.util.List;

/** Initial events and bookmarks: how a client gets a whole state from a watch alone. */
final class BookmarkScenarios {
    private static final String INITIAL =
            "sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true";
    private static final String END = "/metadata/annotations/k8s.io~1initial-events-end";

    @ConformanceScenario({6, 53})
    void initialEventsEndWithABookmark(ScenarioClient stage) {
        stage.map("b");
        long last = stage.map("a").number();
        ScenarioWatch watch = stage.watch(stage.in("configmaps?" + INITIAL));

        watch.tells("ADDED a", "ADDED b");
        assertThat(watch.bookmark().is(END, "true").version()).isGreaterThanOrEqualTo(last);
        stage.map("c");
        watch.tells("ADDED c");
    }

    @ConformanceScenario({6, 53})
    void initialEventsEndWithABookmarkEvenWhenThereAreNone(ScenarioClient stage) {
        ScenarioWatch watch = stage.watch(stage.in("configmaps?" + INITIAL));

        watch.bookmark().is(END, "true");
        stage.map("a");
        watch.tells("ADDED a");
    }

    @ConformanceScenario({6, 53})
    void initialEventsOfOneObjectEndWithABookmark(ScenarioClient stage) {
        stage.map("a");
        stage.map("b");
        ScenarioWatch watch = stage.watch(stage.in("configmaps?fieldSelector=metadata.name%3Db&" + INITIAL));

        watch.tells("ADDED b");
        watch.bookmark().is(END, "true");
    }

    @ConformanceScenario({6, 53})
    void initialEventsOfAnObjectThatIsNotThereAreABookmark(ScenarioClient stage) {
        ScenarioWatch watch = stage.watch(stage.in("pods?fieldSelector=metadata.name%3Dmissing&" + INITIAL));

        watch.bookmark().is(END, "true");
    }

    @ConformanceScenario(6)
    void initialEventsWithoutBookmarksHaveNoEnd(ScenarioClient stage) {
        stage.map("a");
        ScenarioWatch watch =
                stage.watch(stage.in("configmaps?sendInitialEvents=true&resourceVersionMatch=NotOlderThan"));
        watch.tells("ADDED a");
        stage.map("b");

        watch.tells("ADDED b");
    }

    @ConformanceScenario(6)
    void noInitialEventsMeansNone(ScenarioClient stage) {
        stage.map("a");
        ScenarioWatch watch =
                stage.watch(stage.in("configmaps?sendInitialEvents=false&resourceVersionMatch=NotOlderThan"));
        stage.map("b");

        watch.tells("ADDED b");
    }

    @ConformanceScenario(6)
    void initialEventsNotOlderThanAVersionHaveWhatCameAfterIt(ScenarioClient stage) {
        stage.map("a");
        String from = stage.map("b").version();
        stage.change("a", "1");
        ScenarioWatch watch = stage.watch(stage.in("configmaps?" + INITIAL + "&resourceVersion=" + from));

        watch.next("ADDED", "a");
        watch.tells("ADDED b");
        watch.bookmark().is(END, "true");
    }

    @ConformanceScenario(16)
    void aBookmarkOfPodsIsAnEmptyPodWithAVersion(ScenarioClient stage) {
        ReceivedEvent bookmark = stage.watch(stage.in("pods?" + INITIAL)).bookmark();

        bookmark.is("/kind", "Pod")
                .is("/apiVersion", "v1")
                .is("/spec/containers", "null")
                .is("/status", "{}");
        bookmark.lacks("/metadata/name").lacks("/metadata/uid");
    }

    @ConformanceScenario(16)
    void aBookmarkOfConfigMapsIsAnEmptyOneWithAVersion(ScenarioClient stage) {
        ReceivedEvent bookmark = stage.watch(stage.in("configmaps?" + INITIAL)).bookmark();

        bookmark.is("/kind", "ConfigMap").is("/apiVersion", "v1").lacks("/data");
    }

    @ConformanceScenario(16)
    void aBookmarkOfDeploymentsIsAnEmptyOneWithAVersion(ScenarioClient stage) {
        stage.watch(stage.in("apps/v1", "deployments?" + INITIAL))
                .bookmark()
                .is("/kind", "Deployment")
                .is("/apiVersion", "apps/v1");
    }

    @ConformanceScenario(15)
    void aBookmarkComesShortlyBeforeTheTimeOut(ScenarioClient stage) {
        ScenarioResponse before = stage.map("a");
        ScenarioWatch watch = stage.watch(
                stage.in("configmaps?timeoutSeconds=4&allowWatchBookmarks=true&resourceVersion=" + before.version()));
        long last = stage.map("b").number();

        watch.tells("ADDED b");
        List<ReceivedEvent> rest = watch.rest();
        assertThat(rest).isNotEmpty().allMatch(event -> event.type().equals("BOOKMARK"));
        assertThat(rest.get(0).version()).isGreaterThanOrEqualTo(last);
    }

    @ConformanceScenario(15)
    void noBookmarkComesUnasked(ScenarioClient stage) {
        ScenarioResponse before = stage.map("a");
        ScenarioWatch watch = stage.watch(stage.in("configmaps?timeoutSeconds=3&resourceVersion=" + before.version()));
        stage.map("b");

        watch.tells("ADDED b");
        watch.ends();
    }

    @ConformanceScenario(15)
    void aWatchGoesOnFromABookmark(ScenarioClient stage) {
        stage.map("a");
        long version;
        try (ScenarioWatch watch = stage.watch(stage.in("configmaps?" + INITIAL))) {
            watch.tells("ADDED a");
            version = watch.bookmark().version();
        }
        stage.map("b");

        stage.watch(stage.in("configmaps?resourceVersion=" + version)).tells("ADDED b");
    }

    @ConformanceScenario(5)
    void initialEventsWantToBeNotOlderThanSomething(ScenarioClient stage) {
        stage.get(stage.in("configmaps?watch=true&sendInitialEvents=true"))
                .fails(
                        422,
                        "Invalid",
                        "ListOptions.meta.k8s.io \"\" is invalid: resourceVersionMatch: Forbidden: sendInitialEvents"
                                + " requires setting resourceVersionMatch to NotOlderThan");
    }

    @ConformanceScenario(5)
    void initialEventsThatAreExactAreRefused(ScenarioClient stage) {
        stage.get(stage.in("configmaps?watch=true&sendInitialEvents=true&resourceVersionMatch=Exact"))
                .code(422)
                .is("/reason", "Invalid");
    }

    @ConformanceScenario(5)
    void aListHasNoInitialEvents(ScenarioClient stage) {
        stage.get(stage.in("configmaps?sendInitialEvents=true&resourceVersionMatch=NotOlderThan"))
                .code(422)
                .is("/reason", "Invalid");
    }

    @ConformanceScenario(5)
    void aWatchHasNoVersionMatchWithoutInitialEvents(ScenarioClient stage) {
        stage.get(stage.in("configmaps?watch=true&resourceVersion=5&resourceVersionMatch=NotOlderThan"))
                .fails(
                        422,
                        "Invalid",
                        "ListOptions.meta.k8s.io \"\" is invalid: resourceVersionMatch: Forbidden:"
                                + " resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided");
    }
}
