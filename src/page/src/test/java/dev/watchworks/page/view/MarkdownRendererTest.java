package dev.watchworks.page.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkdownRendererTest {

    private final MarkdownRenderer renderer = new MarkdownRenderer("lessons/01-raw-watch");

    @Test
    void aLinkLeadsToTheReaderOfThePage() {
        assertThat(renderer.html("[docs](../../docs/a.md#b)")).contains("href=\"read/docs/a.md#b\"");
        assertThat(renderer.html("[here](#b)")).contains("href=\"read/lessons/01-raw-watch/README.md#b\"");
        assertThat(new MarkdownRenderer("docs/chapters", "a.md", "../../../").html("![x](../images/x.png) [c](#d)"))
                .contains("src=\"../../../read/docs/images/x.png\"", "href=\"../../../read/docs/chapters/a.md#d\"");
    }

    @Test
    void aLinkToTheWebStaysAndOpensBesideTheTask() {
        assertThat(renderer.html("[k](https://kubernetes.io/docs/)"))
                .contains("href=\"https://kubernetes.io/docs/\"", "target=\"_blank\"", "rel=\"noopener noreferrer\"");
    }

    @Test
    void whatLooksLikeHtmlIsText() {
        assertThat(renderer.html("<script>alert(1)</script> a <b>c</b>"))
                .doesNotContain("<script>", "<b>")
                .contains("&lt;script&gt;", "&lt;b&gt;");
        assertThat(renderer.html("[x](javascript:alert(1))")).doesNotContain("javascript:");
    }

    @Test
    void aDiagramIsMarkedAndOtherCodeIsNot() {
        assertThat(renderer.html("```mermaid\na->>b: <x>\n```"))
                .isEqualTo("<div class=\"diagram\">a-&gt;&gt;b: &lt;x&gt;\n</div>\n");
        assertThat(renderer.html("```java\nint a;\n```"))
                .isEqualTo("<pre tabindex=\"0\"><code>int a;\n</code></pre>\n");
    }

    @Test
    void aTableBecomesOneAndAHeadingHasItsAnchor() {
        assertThat(renderer.html("| a | b |\n|---|---|\n| `1` | 2 |"))
                .contains("<th>a</th>", "<td><code>1</code></td>");
        assertThat(renderer.html("### Lists and watches"))
                .isEqualTo("<h3 id=\"lists-and-watches\">Lists and watches</h3>\n");
    }
}
