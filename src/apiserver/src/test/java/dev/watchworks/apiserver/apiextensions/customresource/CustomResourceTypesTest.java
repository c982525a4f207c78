package dev.watchworks.apiserver.apiextensions.customresource;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.api.install.BuiltinResourceTypes;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.registry.GenericRegistry;
import dev.watchworks.apiserver.registry.InProcessClient;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import dev.watchworks.apiserver.registry.rest.ResourceTypes;
import dev.watchworks.apiserver.storage.Store;
import dev.watchworks.apiserver.storage.Timers;
import dev.watchworks.apiserver.storage.WatchCacheSettings;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Kinds follow the stored definitions without anybody who announces a change. */
class CustomResourceTypesTest {
    private static final String NAME = "crontabs.stable.example.com";

    private final Timers timers = Timers.daemon();
    private final Store store = new Store(Clock.systemUTC(), WatchCacheSettings.KUBERNETES, timers);
    private final ResourceTypes types = new ResourceTypes(BuiltinResourceTypes.all());
    private final GenericRegistry registry = new GenericRegistry(types, store, Clock.systemUTC(), 7);
    private final ResourceType definitions = registry.type("customresourcedefinitions.apiextensions.k8s.io");

    CustomResourceTypesTest() {
        types.addCustomTypes(new CustomResourceTypes(store.resource(definitions.groupResource()))::types);
    }

    @AfterEach
    void close() {
        registry.close();
        store.close();
        timers.close();
    }

    private InProcessClient established(String versions) {
        InProcessClient client = registry.writingAs("test");
        client.create(definitions, "", (ObjectNode) Json.read("""
                {"metadata":{"name":"%s"},"spec":{"group":"stable.example.com","scope":"Namespaced",
                "names":{"plural":"crontabs","kind":"CronTab"},"versions":[%s]}}""".formatted(NAME, versions)));
        client.updateStatus(definitions, "", NAME, object -> {
            ObjectNode status = object.withObjectProperty("status");
            status.set("acceptedNames", object.path("spec").path("names").deepCopy());
            ArrayNode conditions = status.putArray("conditions");
            conditions.addObject().put("type", "Established").put("status", "True");
            return object;
        });
        return client;
    }

    private static String version(String name, boolean stored) {
        return """
                {"name":"%s","served":true,"storage":%s,"schema":{"openAPIV3Schema":{"type":"object"}}}""".formatted(name, stored);
    }

    @Test
    void withoutDefinitionsOnlyTheBuiltInKindsAreThere() {
        assertThat(types.all()).isEqualTo(BuiltinResourceTypes.all());
        assertThat(types.hasGroup("stable.example.com")).isFalse();
    }

    @Test
    void anEstablishedDefinitionAddsItsVersions() {
        established(version("v1beta1", false) + "," + version("v1", true));

        assertThat(types.find("stable.example.com", "v1", "crontabs")).isNotNull();
        assertThat(types.find("stable.example.com", "v1beta1", "crontabs")).isNotNull();
        assertThat(types.find("stable.example.com", "v2", "crontabs")).isNull();
        assertThat(types.versions()).hasSize(BuiltinResourceTypes.all().size() + 2);
    }

    @Test
    void aKindIsCountedOnceInTheVersionThatIsStored() {
        established(version("v1beta1", false) + "," + version("v1", true));

        assertThat(types.all())
                .filteredOn(type -> type.plural().equals("crontabs"))
                .extracting(ResourceType::version)
                .containsExactly("v1");
    }

    @Test
    void aLabelOfADefinitionChangesNoKind() {
        InProcessClient client = established(version("v1", true));
        List<ResourceType> before = types.versions();

        client.update(definitions, "", NAME, object -> {
            object.withObjectProperty("metadata").putObject("labels").put("a", "b");
            return object;
        });

        assertThat(types.versions()).isSameAs(before);
    }

    @Test
    void aNewSchemaMakesANewKind() {
        InProcessClient client = established(version("v1", true));
        ResourceType before = types.find(NAME);

        client.update(definitions, "", NAME, object -> {
            ((ObjectNode) object.at("/spec/versions/0/schema/openAPIV3Schema")).put("description", "other");
            return object;
        });

        assertThat(types.find(NAME)).isNotNull().isNotEqualTo(before);
    }
}
