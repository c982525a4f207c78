package dev.watchworks.apiserver.endpoints.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.apiserver.api.install.BuiltinResourceTypes;
import dev.watchworks.apiserver.endpoints.handlers.TestWatch.Line;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The table of each kind for the empty object of a bookmark. */
class BookmarkRowTest {
    private static final String TABLE = "application/json;as=Table;v=v1;g=meta.k8s.io";

    private final TestApi api = new TestApi();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void everyKindHasARowForABookmarksEmptyObject() {
        for (ResourceType type : BuiltinResourceTypes.all()) {
            String path = (type.group().isEmpty() ? "/api/" : "/apis/" + type.group() + "/") + type.version() + "/"
                    + type.plural();
            TestWatch watch = api.watch(path + "?allowWatchBookmarks=true&labelSelector=none", TABLE);

            Line line = watch.next();
            assertThat(line.type()).as(path).isEqualTo("BOOKMARK");
            assertThat(line.object().path("rows").path(0).path("cells").size())
                    .as(path)
                    .isEqualTo(type.table().columns().size());
        }
    }
}
