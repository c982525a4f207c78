package dev.watchworks.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiCallTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    GET    | /api/v1/pods                                      |              | list pods
                    GET    | /api/v1/pods                                      | watch=true   | watch pods
                    GET    | /api/v1/pods                                      | watch=1      | watch pods
                    GET    | /api/v1/pods                                      | watch        | watch pods
                    GET    | /api/v1/pods                                      | watch=false  | list pods
                    GET    | /api/v1/pods                                      | watch=0      | list pods
                    GET    | /api/v1/namespaces/shop/pods                      |              | list pods in shop
                    GET    | /api/v1/namespaces/shop/pods/web                  | watch=true   | get pods web in shop
                    GET    | /api/v1/namespaces/shop/pods/web/log              |              | get pods/log web in shop
                    GET    | /api/v1/watch/namespaces/shop/pods/web            |              | watch pods web in shop
                    GET    | /api/v1/namespaces                                | watch=true   | watch namespaces
                    GET    | /api/v1/namespaces/shop                           |              | get namespaces shop
                    PUT    | /api/v1/namespaces/shop/finalize                  |              | update namespaces/finalize shop
                    POST   | /apis/apps/v1/namespaces/shop/deployments         |              | create deployments in shop
                    PUT    | /apis/apps/v1/namespaces/shop/deployments/d/scale |              | update deployments/scale d in shop
                    PATCH  | /apis/apps/v1/namespaces/shop/deployments/d       |              | patch deployments d in shop
                    DELETE | /api/v1/namespaces/shop/pods/web                  |              | delete pods web in shop
                    DELETE | /api/v1/namespaces/shop/pods                      |              | deletecollection pods in shop
                    GET    | /api/v1/pods                                      | watch=true&resourceVersion=17 | watch pods from 17
                    GET    | /version                                          |              | GET /version
                    GET    | /apis/apps/v1                                     |              | GET /apis/apps/v1
                    GET    | /                                                 |              | GET /
                    """)
    void aRequestIsReadAsTheApiServerReadsIt(String method, String path, String query, String described) {
        assertThat(ApiCall.parse(method, path, query == null ? "" : query).describe())
                .isEqualTo(described);
    }

    @Test
    void theOptionsAreReadAsTheyWereSent() {
        WatchOptions options = ApiCall.parse(
                        "GET",
                        "/api/v1/pods",
                        "watch=true&resourceVersion=17&timeoutSeconds=300&limit=x&continue=abc%3D"
                                + "&fieldSelector=metadata.name%3Dweb&labelSelector=a+in+%28b%29"
                                + "&allowWatchBookmarks=true&sendInitialEvents=false&resourceVersionMatch=NotOlderThan")
                .options();
        assertThat(options)
                .isEqualTo(new WatchOptions(
                        true, "17", "NotOlderThan", 300L, null, "abc=", "metadata.name=web", "a in (b)", true, false));
    }

    @ParameterizedTest
    @CsvSource({"'', false", "0, false", "17, true"})
    void onlyARealVersionNamesThePast(String version, boolean names) {
        assertThat(WatchOptions.parse("resourceVersion=" + version).namesVersion())
                .isEqualTo(names);
    }

    @Test
    void senselessEscapesAreTakenAsTheyAre() {
        assertThat(ApiCall.parse("GET", "/api/v1/namespaces/%zz/pods", "labelSelector=%zz")
                        .namespace())
                .isEqualTo("%zz");
    }
}
