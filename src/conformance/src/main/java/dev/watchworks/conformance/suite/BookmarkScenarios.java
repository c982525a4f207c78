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
    void initial_events_end_with_a_bookmark(ScenarioClient stage) {
        stage.map("b");
        long last = stage.map("a").number();
        ScenarioWatch watch = stage.watch(stage.in("configmaps?" + INITIAL));

        watch.tells("ADDED a", "ADDED b");
        assertThat(watch.bookmark().is(END, "true").version()).isGreaterThanOrEqualTo(last);
        stage.map("c");
        watch.tells("ADDED c");
    }

    @ConformanceScenario({6, 53})
    void initial_events_end_with_a_bookmark_even_when_there_are_none(ScenarioClient stage) {
        ScenarioWatch watch = stage.watch(stage.in("configmaps?" + INITIAL));

        watch.bookmark().is(END, "true");
        stage.map("a");
        watch.tells("ADDED a");
    }

    @ConformanceScenario({6, 53})
    void initial_events_of_one_object_end_with_a_bookmark(ScenarioClient stage) {
        stage.map("a");
        stage.map("b");
        ScenarioWatch watch = stage.watch(stage.in("configmaps?fieldSelector=metadata.name%3Db&" + INITIAL));

        watch.tells("ADDED b");
        watch.bookmark().is(END, "true");
    }

    @ConformanceScenario({6, 53})
    void initial_events_of_an_object_that_is_not_there_are_a_bookmark(ScenarioClient stage) {
        ScenarioWatch watch = stage.watch(stage.in("pods?fieldSelector=metadata.name%3Dmissing&" + INITIAL));

        watch.bookmark().is(END, "true");
    }

    @ConformanceScenario(6)
    void initial_events_without_bookmarks_have_no_end(ScenarioClient stage) {
        stage.map("a");
        ScenarioWatch watch =
                stage.watch(stage.in("configmaps?sendInitialEvents=true&resourceVersionMatch=NotOlderThan"));
        watch.tells("ADDED a");
        stage.map("b");

        watch.tells("ADDED b");
    }

    @ConformanceScenario(6)
    void no_initial_events_means_none(ScenarioClient stage) {
        stage.map("a");
        ScenarioWatch watch =
                stage.watch(stage.in("configmaps?sendInitialEvents=false&resourceVersionMatch=NotOlderThan"));
        stage.map("b");

        watch.tells("ADDED b");
    }

    @ConformanceScenario(6)
    void initial_events_not_older_than_a_version_have_what_came_after_it(ScenarioClient stage) {
        stage.map("a");
        String from = stage.map("b").version();
        stage.change("a", "1");
        ScenarioWatch watch = stage.watch(stage.in("configmaps?" + INITIAL + "&resourceVersion=" + from));

        watch.next("ADDED", "a");
        watch.tells("ADDED b");
        watch.bookmark().is(END, "true");
    }

    @ConformanceScenario(16)
    void a_bookmark_of_pods_is_an_empty_pod_with_a_version(ScenarioClient stage) {
        ReceivedEvent bookmark = stage.watch(stage.in("pods?" + INITIAL)).bookmark();

        bookmark.is("/kind", "Pod")
                .is("/apiVersion", "v1")
                .is("/spec/containers", "null")
                .is("/status", "{}");
        bookmark.lacks("/metadata/name").lacks("/metadata/uid");
    }

    @ConformanceScenario(16)
    void a_bookmark_of_config_maps_is_an_empty_one_with_a_version(ScenarioClient stage) {
        ReceivedEvent bookmark = stage.watch(stage.in("configmaps?" + INITIAL)).bookmark();

        bookmark.is("/kind", "ConfigMap").is("/apiVersion", "v1").lacks("/data");
    }

    @ConformanceScenario(16)
    void a_bookmark_of_deployments_is_an_empty_one_with_a_version(ScenarioClient stage) {
        stage.watch(stage.in("apps/v1", "deployments?" + INITIAL))
                .bookmark()
                .is("/kind", "Deployment")
                .is("/apiVersion", "apps/v1");
    }

    @ConformanceScenario(15)
    void a_bookmark_comes_shortly_before_the_time_out(ScenarioClient stage) {
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
    void no_bookmark_comes_unasked(ScenarioClient stage) {
        ScenarioResponse before = stage.map("a");
        ScenarioWatch watch = stage.watch(stage.in("configmaps?timeoutSeconds=3&resourceVersion=" + before.version()));
        stage.map("b");

        watch.tells("ADDED b");
        watch.ends();
    }

    @ConformanceScenario(15)
    void a_watch_goes_on_from_a_bookmark(ScenarioClient stage) {
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
    void initial_events_want_to_be_not_older_than_something(ScenarioClient stage) {
        stage.get(stage.in("configmaps?watch=true&sendInitialEvents=true"))
                .fails(
                        422,
                        "Invalid",
                        "ListOptions.meta.k8s.io \"\" is invalid: resourceVersionMatch: Forbidden: sendInitialEvents"
                                + " requires setting resourceVersionMatch to NotOlderThan");
    }

    @ConformanceScenario(5)
    void initial_events_that_are_exact_are_refused(ScenarioClient stage) {
        stage.get(stage.in("configmaps?watch=true&sendInitialEvents=true&resourceVersionMatch=Exact"))
                .code(422)
                .is("/reason", "Invalid");
    }

    @ConformanceScenario(5)
    void a_list_has_no_initial_events(ScenarioClient stage) {
        stage.get(stage.in("configmaps?sendInitialEvents=true&resourceVersionMatch=NotOlderThan"))
                .code(422)
                .is("/reason", "Invalid");
    }

    @ConformanceScenario(5)
    void a_watch_has_no_version_match_without_initial_events(ScenarioClient stage) {
        stage.get(stage.in("configmaps?watch=true&resourceVersion=5&resourceVersionMatch=NotOlderThan"))
                .fails(
                        422,
                        "Invalid",
                        "ListOptions.meta.k8s.io \"\" is invalid: resourceVersionMatch: Forbidden:"
                                + " resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided");
    }
}
