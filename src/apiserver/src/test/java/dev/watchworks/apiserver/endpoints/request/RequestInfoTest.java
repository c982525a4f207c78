package dev.watchworks.apiserver.endpoints.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchworks.apiserver.errors.ApiException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rows are those of apiserver's {@code TestGetAPIRequestInfo}, as far as its paths are served here. */
class RequestInfoTest {

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/namespaces, list, '', v1, '', namespaces, '', ''",
        "GET, /api/v1/namespaces/other, get, '', v1, other, namespaces, '', other",
        "GET, /api/v1/namespaces/other/pods, list, '', v1, other, pods, '', ''",
        "GET, /api/v1/namespaces/other/pods/foo, get, '', v1, other, pods, '', foo",
        "HEAD, /api/v1/namespaces/other/pods/foo, get, '', v1, other, pods, '', foo",
        "GET, /api/v1/pods, list, '', v1, '', pods, '', ''",
        "GET, /api/v1/pods?watch=true, watch, '', v1, '', pods, '', ''",
        "GET, /api/v1/pods?watch=false, list, '', v1, '', pods, '', ''",
        "GET, /api/v1/watch/pods, watch, '', v1, '', pods, '', ''",
        "GET, /api/v1/watch/namespaces/other/pods, watch, '', v1, other, pods, '', ''",
        "GET, /api/v1/watch/namespaces/other/pods/foo, watch, '', v1, other, pods, '', foo",
        "GET, /api/v1/namespaces/other/pods/foo/status, get, '', v1, other, pods, status, foo",
        "PUT, /api/v1/namespaces/other/finalize, update, '', v1, other, namespaces, finalize, other",
        "PUT, /api/v1/namespaces/other/status, update, '', v1, other, namespaces, status, other",
        "POST, /api/v1/namespaces/other/pods, create, '', v1, other, pods, '', ''",
        "PATCH, /api/v1/namespaces/other/pods/foo, patch, '', v1, other, pods, '', foo",
        "DELETE, /api/v1/namespaces/other/pods/foo, delete, '', v1, other, pods, '', foo",
        "DELETE, /api/v1/namespaces/other/pods, deletecollection, '', v1, other, pods, '', ''",
        "GET, /apis/apps/v1/namespaces/other/deployments, list, apps, v1, other, deployments, '', ''",
        "GET, /apis/apps/v1/watch/deployments/, watch, apps, v1, '', deployments, '', ''"
    })
    void takesPathsOfObjectsApart(
            String method,
            String url,
            String verb,
            String group,
            String version,
            String namespace,
            String resource,
            String subresource,
            String name) {
        RequestInfo info = info(method, url);

        assertThat(info.isResourceRequest()).isTrue();
        assertThat(List.of(
                        info.verb(),
                        info.apiGroup(),
                        info.apiVersion(),
                        info.namespace(),
                        info.resource(),
                        info.subresource(),
                        info.name()))
                .containsExactly(verb, group, version, namespace, resource, subresource, name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "", "/api", "/api/v1", "/apis", "/apis/apps", "/apis/apps/v1/", "/healthz", "/version"})
    void otherPathsAreNotAboutObjects(String path) {
        RequestInfo info = RequestInfo.of("GET", path, null);

        assertThat(info.isResourceRequest()).isFalse();
        assertThat(info.verb()).isEqualTo("get");
        assertThat(info.resource()).isEmpty();
    }

    @Test
    void decodesPathAndQuery() {
        RequestInfo info = RequestInfo.of("GET", "/api/v1/pods%2Fa+b", "labelSelector=a%3Db&x=1+2&x=3&bad=%zz&y;z=4&w");

        assertThat(info.path()).isEqualTo("/api/v1/pods/a+b");
        assertThat(info.query().first("labelSelector")).isEqualTo("a=b");
        assertThat(info.query().all("x")).containsExactly("1 2", "3");
        assertThat(info.query().has("bad")).isFalse();
        assertThat(info.query().has("y;z")).isFalse();
        assertThat(info.query().flag("w")).isTrue();
    }

    @Test
    void refusesABrokenPath() {
        assertThatThrownBy(() -> RequestInfo.of("GET", "/api/%zz", null))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> assertThat(refused.code()).isEqualTo(400));
    }

    private static RequestInfo info(String method, String url) {
        int question = url.indexOf('?');
        return question < 0
                ? RequestInfo.of(method, url, null)
                : RequestInfo.of(method, url.substring(0, question), url.substring(question + 1));
    }
}
