package dev.watchworks.page.view;

import java.util.Map;
import java.util.Set;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlWriter;

/** Renders code blocks. One with a diagram gets the class that the browser's part looks for. */
final class DiagramRenderer implements NodeRenderer {

    private static final String MERMAID = "mermaid";

    private final HtmlWriter html;

    DiagramRenderer(HtmlNodeRendererContext context) {
        this.html = context.getWriter();
    }

    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
        return Set.of(FencedCodeBlock.class);
    }

    @Override
    public void render(Node node) {
        FencedCodeBlock block = (FencedCodeBlock) node;
        html.line();
        if (MERMAID.equals(block.getInfo())) {
            html.tag("div", Map.of("class", "diagram"));
            html.text(block.getLiteral());
            html.tag("/div");
        } else {
            // A learner scrolls a long line with the arrow keys, so the block can have the focus.
            html.tag("pre", Map.of("tabindex", "0"));
            html.tag("code");
            html.text(block.getLiteral());
            html.tag("/code");
            html.tag("/pre");
        }
        html.line();
    }
}
