package dev.watchworks.apiserver.endpoints.handlers;

import static dev.watchworks.apiserver.endpoints.handlers.TestApi.MAPS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchworks.apiserver.endpoints.handlers.TestApi.Answer;
import dev.watchworks.apiserver.endpoints.handlers.TestWatch.Line;
import dev.watchworks.apiserver.storage.WatchCacheSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plays a random history on a server and on the model, and compares them at every step. */
final class HistoryPlayer implements AutoCloseable {
    /** Nothing is forgotten but by compaction, nobody is too slow: those have tests of their own. */
    private static final WatchCacheSettings ENDLESS = new WatchCacheSettings(1_000, 102_400, Duration.ofDays(1));

    private static final int NEVER_TOO_SLOW = 1_000_000;

    private final TestApi api = new TestApi(ENDLESS, NEVER_TOO_SLOW);
    private final HistoryModel model = new HistoryModel();
    private final Map<Integer, Watcher> watchers = new HashMap<>();
    private long floor = 1;

    /** A watch; {@code watch} is null while it is cut. */
    private static final class Watcher {
        private final @Nullable String tier;
        private @Nullable TestWatch watch;
        private boolean expired;
        private long lastTold;
        private List<String> owed = new ArrayList<>();

        Watcher(@Nullable String tier, long from) {
            this.tier = tier;
            lastTold = from;
        }
    }

    void play(HistoryStep step) {
        if (step instanceof HistoryStep.Create create) {
            create(create.name(), create.tier());
        } else if (step instanceof HistoryStep.Label label) {
            label(label.name(), label.tier());
        } else if (step instanceof HistoryStep.Delete delete) {
            delete(delete.name());
        } else if (step instanceof HistoryStep.Open open) {
            open(open.slot(), open.age(), open.tier());
        } else if (step instanceof HistoryStep.Read read) {
            read(watchers.get(read.slot()));
        } else if (step instanceof HistoryStep.Cut cut) {
            cut(watchers.get(cut.slot()));
        } else if (step instanceof HistoryStep.Resume resume) {
            resume(watchers.get(resume.slot()));
        } else if (step instanceof HistoryStep.Compact compact) {
            long upTo = Math.max(1, api.store.revision() - compact.age());
            api.store.compact(upTo);
            floor = Math.max(floor, upTo);
        } else if (step instanceof HistoryStep.Look look) {
            look(look.limit(), look.tier());
        }
    }

    /** Reads all watches to their end, and sees that a list and a watch from its version make up the whole. */
    void finish() {
        watchers.values().forEach(this::resume);
        watchers.values().forEach(this::read);
        look(0, null);
        look(2, "front");
    }

    private void create(String name, String tier) {
        Answer answer = api.post(MAPS, "{'metadata':{'name':'%s','labels':{'tier':'%s'}}}".formatted(name, tier));
        assertThat(answer.code()).as("create %s", name).isEqualTo(model.tier(name) == null ? 201 : 409);
        if (answer.code() == 201) {
            wrote(Long.parseLong(answer.version()), name, tier);
        }
    }

    private void label(String name, String tier) {
        String before = model.tier(name);
        long newest = api.store.revision();
        Answer answer = api.merge(MAPS + "/" + name, "{'metadata':{'labels':{'tier':'%s'}}}".formatted(tier));
        assertThat(answer.code()).as("label %s", name).isEqualTo(before == null ? 404 : 200);
        if (before != null && !before.equals(tier)) {
            wrote(Long.parseLong(answer.version()), name, tier);
        } else {
            assertThat(api.store.revision()).as("nothing was written").isEqualTo(newest);
        }
    }

    private void delete(String name) {
        Answer answer = api.delete(MAPS + "/" + name);
        assertThat(answer.code()).as("delete %s", name).isEqualTo(model.tier(name) == null ? 404 : 200);
        if (answer.code() == 200) {
            wrote(api.store.revision(), name, null);
        }
    }

    private void wrote(long version, String name, @Nullable String tier) {
        assertThat(version).as("one write, one version").isEqualTo(api.store.revision());
        model.wrote(version, name, tier);
        for (Watcher watcher : watchers.values()) {
            if (watcher.watch != null && !watcher.expired) {
                watcher.owed.addAll(model.linesAfter(version - 1, watcher.tier));
            }
        }
    }

    private void open(int slot, int age, @Nullable String tier) {
        Watcher old = watchers.get(slot);
        cut(old);
        long from = age < 0 ? 0 : Math.max(1, api.store.revision() - age);
        Watcher watcher = new Watcher(tier, from);
        watchers.put(slot, watcher);
        start(watcher);
    }

    private void start(Watcher watcher) {
        String query = "?allowWatchBookmarks=false";
        query += watcher.lastTold > 0 ? "&resourceVersion=" + watcher.lastTold : "";
        query += watcher.tier == null ? "" : "&labelSelector=tier=" + watcher.tier;
        watcher.watch = api.watch(MAPS + query);
        watcher.expired = watcher.lastTold > 0 && watcher.lastTold < floor;
        watcher.owed = new ArrayList<>();
        if (watcher.expired) {
            watcher.owed.add("410");
        } else if (watcher.lastTold > 0) {
            watcher.owed.addAll(model.linesAfter(watcher.lastTold, watcher.tier));
        } else {
            model.objects(watcher.tier).forEach(object -> watcher.owed.add("ADDED " + object));
        }
    }

    private void read(@Nullable Watcher watcher) {
        if (watcher == null || watcher.watch == null) {
            return;
        }
        List<String> told = new ArrayList<>();
        for (Line line : watcher.watch.taken()) {
            if (line.type().equals("ERROR")) {
                told.add(line.object().path("code").asText());
            } else {
                told.add(told(line.type() + " ", line.object()));
                watcher.lastTold = Math.max(watcher.lastTold, line.version());
            }
        }
        assertThat(told).as("a watch of %s", watcher.tier).isEqualTo(watcher.owed);
        assertThat(watcher.watch.feed.ended()).as("it has ended").isEqualTo(watcher.expired);
        watcher.owed.clear();
    }

    private void cut(@Nullable Watcher watcher) {
        if (watcher != null && watcher.watch != null) {
            watcher.watch.feed.cancel();
            watcher.watch = null;
        }
    }

    private void resume(@Nullable Watcher watcher) {
        if (watcher == null || watcher.watch != null) {
            return;
        }
        if (watcher.expired) {
            // As a reflector does: the state anew, and from there on.
            watcher.lastTold = 0;
        }
        start(watcher);
    }

    private void look(int limit, @Nullable String tier) {
        String query = tier == null ? "" : "&labelSelector=tier=" + tier;
        List<String> found = new ArrayList<>();
        String next = "";
        do {
            Answer page = api.get(MAPS + "?limit=" + limit + query + (next.isEmpty() ? "" : "&continue=" + next));
            assertThat(page.code()).isEqualTo(200);
            assertThat(page.version()).isEqualTo(Long.toString(api.store.revision()));
            page.body().path("items").forEach(item -> found.add(told("", item)));
            next = page.body().path("metadata").path("continue").asText();
        } while (!next.isEmpty());
        assertThat(found).as("a list").isEqualTo(model.objects(tier));
    }

    private static String told(String type, JsonNode object) {
        JsonNode metadata = object.path("metadata");
        return HistoryModel.line(
                type,
                metadata.path("name").asText(),
                metadata.path("labels").path("tier").asText(),
                metadata.path("resourceVersion").asLong());
    }

    @Override
    public void close() {
        api.close();
    }
}
