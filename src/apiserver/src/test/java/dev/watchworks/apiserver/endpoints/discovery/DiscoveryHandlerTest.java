package dev.watchworks.apiserver.endpoints.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.api.install.BuiltinResourceTypes;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.endpoints.request.ApiRequest;
import dev.watchworks.apiserver.endpoints.request.ApiResponse;
import dev.watchworks.apiserver.endpoints.request.RequestInfo;
import dev.watchworks.apiserver.errors.ApiException;
import dev.watchworks.apiserver.registry.rest.ResourceTypes;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The recorded documents are a real server's; what it serves beyond our table of kinds is taken out of them. */
class DiscoveryHandlerTest {
    private static final String AGGREGATED = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";
    private static final String AS_KUBECTL_ASKS =
            AGGREGATED + ",application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,application/json";

    private final DiscoveryHandler discovery = new DiscoveryHandler(new ResourceTypes(BuiltinResourceTypes.all()));

    @ParameterizedTest
    @CsvSource({
        "/api/v1, legacy-api-v1",
        "/apis/apps/v1, legacy-apis-apps-v1",
        "/apis/coordination.k8s.io/v1, legacy-apis-coordination.k8s.io-v1",
        "/apis/discovery.k8s.io/v1, legacy-apis-discovery.k8s.io-v1"
    })
    void listsResourcesAsARealServerDoes(String path, String recording) throws IOException {
        JsonNode found = get(path, "application/json");

        JsonNode expected = recorded(recording);
        retain((ArrayNode) expected.get("resources"), "name", names(found.get("resources"), "name"));
        assertThat(found).isEqualTo(expected);
        assertThat(found.get("resources")).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/api, aggregated-api", "/apis, aggregated-apis"})
    void aggregatesAsARealServerDoes(String path, String recording) throws IOException {
        JsonNode found = get(path, AS_KUBECTL_ASKS);

        JsonNode expected = recorded(recording);
        Set<String> groups = groups(found);
        for (Iterator<JsonNode> items = expected.get("items").iterator(); items.hasNext(); ) {
            if (!groups.contains(items.next().at("/metadata/name").asText())) {
                items.remove();
            }
        }
        for (int item = 0; item < found.get("items").size(); item++) {
            retainServed(expected.at("/items/" + item + "/versions/0"), found.at("/items/" + item + "/versions/0"));
        }
        assertThat(found).isEqualTo(expected);
        assertThat(found.get("items")).isNotEmpty();
    }

    @Test
    void listsGroupsAsARealServerDoes() throws IOException {
        JsonNode found = get("/apis", "application/json");

        JsonNode expected = recorded("legacy-apis");
        retain((ArrayNode) expected.get("groups"), "name", names(found.get("groups"), "name"));
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void tellsTheAddressThatTheClientUsed() throws IOException {
        ObjectNode expected = (ObjectNode) recorded("legacy-api");
        ((ObjectNode) expected.at("/serverAddressByClientCIDRs/0")).put("serverAddress", "127.0.0.1:6443");

        assertThat(get("/api", "application/json")).isEqualTo(expected);
    }

    @Test
    void describesOneGroupAsARealServerDoes() throws IOException {
        assertThat(get("/apis/apps", "*/*")).isEqualTo(recorded("legacy-apis-apps"));
    }

    @Test
    void namesTheAggregatedFormInTheContentType() {
        ApiResponse.Whole answer = answer("/apis", AGGREGATED.replace("v=v2", "v=v2beta1"));

        assertThat(answer.contentType()).isEqualTo(AGGREGATED.replace("v=v2", "v=v2beta1"));
        assertThat(Json.read(answer.body()).path("apiVersion").asText()).isEqualTo("apidiscovery.k8s.io/v2beta1");
    }

    @Test
    void refusesAFormThatItDoesNotHave() {
        assertThatThrownBy(() -> answer("/api", "text/html"))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> assertThat(refused.code()).isEqualTo(406));
    }

    private static void retainServed(JsonNode expected, JsonNode found) {
        retain((ArrayNode) expected.get("resources"), "resource", names(found.get("resources"), "resource"));
        for (int index = 0; index < expected.get("resources").size(); index++) {
            ObjectNode resource = (ObjectNode) expected.at("/resources/" + index);
            JsonNode served = found.at("/resources/" + index + "/subresources");
            if (resource.get("subresources") instanceof ArrayNode subresources) {
                retain(subresources, "subresource", names(served, "subresource"));
                if (subresources.isEmpty()) {
                    resource.remove("subresources");
                }
            }
        }
    }

    private static void retain(ArrayNode list, String member, Set<String> kept) {
        for (Iterator<JsonNode> entries = list.iterator(); entries.hasNext(); ) {
            if (!kept.contains(entries.next().get(member).asText())) {
                entries.remove();
            }
        }
    }

    private static Set<String> names(JsonNode list, String member) {
        Set<String> names = new HashSet<>();
        list.forEach(entry -> names.add(entry.get(member).asText()));
        return names;
    }

    private static Set<String> groups(JsonNode document) {
        Set<String> groups = new HashSet<>();
        document.get("items")
                .forEach(item -> groups.add(item.at("/metadata/name").asText()));
        return groups;
    }

    private JsonNode get(String path, String accept) {
        return Json.read(answer(path, accept).body());
    }

    private ApiResponse.Whole answer(String path, String accept) {
        Map<String, String> headers = Map.of("accept", accept, "host", "127.0.0.1:6443");
        ApiResponse.Whole answer =
                discovery.handle(new ApiRequest(RequestInfo.of("GET", path, null), headers, new byte[0]));
        return Objects.requireNonNull(answer, List.of(path).toString());
    }

    private static JsonNode recorded(String name) throws IOException {
        try (InputStream resource = DiscoveryHandlerTest.class.getResourceAsStream(name + ".json")) {
            return Json.read(Objects.requireNonNull(resource, name).readAllBytes());
        }
    }
}
