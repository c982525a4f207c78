package dev.watchworks.apiserver.endpoints.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A real server deletes an event after an hour; the embedded server keeps it. */
class EventLifetimeTest {
    private static final String EVENTS = "/api/v1/namespaces/default/events";

    @Test
    void anEventIsStillThereAfterAnHour() {
        try (TestApi api = new TestApi()) {
            api.post(
                    EVENTS,
                    "{'metadata':{'name':'a'},'reason':'Pulled','involvedObject':{'kind':'Pod','namespace':'default',"
                            + "'name':'p'}}");
            api.time.advance(Duration.ofHours(2));

            assertThat(api.get(EVENTS + "/a").code()).isEqualTo(200);
        }
    }
}
