package dev.watchworks.workbook.source;

import dev.watchworks.runner.source.JavaFile;
import dev.watchworks.runner.source.SourceMethod;
import java.util.Comparator;
import java.util.List;

/** Ways in which a learner's method can differ from the method of the lesson's interface. */
public enum SignatureChange {
    /** It has another name. */
    ANOTHER_NAME {
        @Override
        String applyTo(String text, SourceMethod method) {
            return text.substring(0, opening(text, method)) + "Mine" + text.substring(opening(text, method));
        }
    },
    /** It has one parameter more, before the others. */
    ANOTHER_PARAMETER {
        @Override
        String applyTo(String text, SourceMethod method) {
            int inside = opening(text, method) + 1;
            boolean alone = text.substring(inside).stripLeading().startsWith(")");
            return text.substring(0, inside) + (alone ? "int more" : "int more, ") + text.substring(inside);
        }
    },
    /** It has another return type. */
    ANOTHER_RETURN_TYPE {
        @Override
        String applyTo(String text, SourceMethod method) {
            return text.substring(0, method.returnTypeStart())
                    + "java.util.BitSet"
                    + text.substring(method.returnTypeEnd());
        }
    };

    abstract String applyTo(String text, SourceMethod method);

    /** A file's text with this change made to each of these methods of it; all lines keep their numbers. */
    public String in(JavaFile file, List<SourceMethod> methods) {
        String text = file.text();
        for (SourceMethod method : lastFirst(methods)) {
            text = applyTo(text, method);
        }
        return text;
    }

    /** The same for a learner who deletes the annotation {@code @Override} as well. */
    public String withoutOverrideIn(JavaFile file, List<SourceMethod> methods) {
        String text = file.text();
        for (SourceMethod method : lastFirst(methods)) {
            String changed = applyTo(text, method);
            text = changed.substring(0, method.declaration())
                    + changed.substring(method.declaration()).replaceFirst("\\A@Override", "");
        }
        return text;
    }

    /** Sorts so that the positions of methods that are not changed yet stay valid. */
    private static List<SourceMethod> lastFirst(List<SourceMethod> methods) {
        return methods.stream()
                .sorted(Comparator.comparingInt(SourceMethod::declaration).reversed())
                .toList();
    }

    private static int opening(String text, SourceMethod method) {
        return text.indexOf('(', method.returnTypeEnd());
    }
}
