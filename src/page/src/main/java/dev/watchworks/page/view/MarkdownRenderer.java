package dev.watchworks.page.view;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.HeadingAnchorExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** Makes HTML of the workbook's Markdown. Links to other files of the workbook lead to the page's own reader. */
public final class MarkdownRenderer {

    /** Where the page shows the workbook's other files. */
    public static final String READER = "read/";

    private static final List<Extension> EXTENSIONS =
            List.of(TablesExtension.create(), HeadingAnchorExtension.create());

    /** A link with a scheme, such as {@code https:}. */
    private static final Pattern ABSOLUTE = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*:");

    private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();

    private final Path folder;
    private final String file;
    private final String toTop;
    private final HtmlRenderer renderer;

    /**
     * Renders texts of a file that is not shown as a whole, so that a link to a heading leads to the reader.
     *
     * @param folder the folder of the file, relative to the workbook's top folder; links are relative to it
     */
    public MarkdownRenderer(String folder) {
        this(folder, "README.md", "");
    }

    /**
     * Renders texts of a file.
     *
     * @param folder the folder of the file, relative to the workbook's top folder
     * @param file its name; a link to a heading of the same file leads there
     * @param toTop the way from the page that shows the text to the page's top, as in {@code ../../}
     */
    public MarkdownRenderer(String folder, String file, String toTop) {
        this.folder = Path.of(folder);
        this.file = file;
        this.toTop = toTop;
        this.renderer = HtmlRenderer.builder()
                .extensions(EXTENSIONS)
                .escapeHtml(true)
                .sanitizeUrls(true)
                .attributeProviderFactory(context -> MarkdownRenderer::addAttributes)
                .nodeRendererFactory(DiagramRenderer::new)
                .build();
    }

    /** Renders a text. What looks like HTML in it is shown as text. */
    public String html(String markdown) {
        Node document = PARSER.parse(markdown);
        document.accept(new LinkVisitor());
        return renderer.render(document);
    }

    /** A link opens beside the task, and does not replace it. */
    private static void addAttributes(Node node, String tag, Map<String, String> attributes) {
        if (node instanceof Link) {
            attributes.put("target", "_blank");
            attributes.put("rel", "noopener noreferrer");
        }
    }

    private final class LinkVisitor extends AbstractVisitor {

        @Override
        public void visit(Link link) {
            link.setDestination(target(link.getDestination()));
            visitChildren(link);
        }

        @Override
        public void visit(Image image) {
            image.setDestination(target(image.getDestination()));
            visitChildren(image);
        }

        private String target(String destination) {
            if (ABSOLUTE.matcher(destination).find()) {
                return destination;
            }
            String[] parts = destination.split("#", 2);
            try {
                String place = folder.resolve(parts[0].isEmpty() ? file : parts[0])
                        .normalize()
                        .toString()
                        .replace('\\', '/');
                return toTop + READER + place + (parts.length == 1 ? "" : "#" + parts[1]);
            } catch (InvalidPathException unusable) {
                return destination;
            }
        }
    }
}
