package dev.watchworks.runner.source;

import java.net.URI;
import javax.tools.SimpleJavaFileObject;

/** A Java source in memory. */
public final class TextSource extends SimpleJavaFileObject {

    private final String text;

    /**
     * A source under its file's name.
     *
     * @param fileName as in {@code RawWatch.java}
     */
    public TextSource(String fileName, String text) {
        super(URI.create("memory:///" + fileName), Kind.SOURCE);
        this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
    }
}
