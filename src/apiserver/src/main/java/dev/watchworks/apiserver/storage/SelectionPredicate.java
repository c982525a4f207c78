package dev.watchworks.apiserver.storage;

import dev.watchworks.apiserver.meta.selector.FieldSelector;
import dev.watchworks.apiserver.meta.selector.LabelSelector;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Selects objects of a type by namespace, labels and fields.
 *
 * @param namespace only objects of this namespace; empty for all, and for cluster-scoped types
 */
public record SelectionPredicate(String namespace, LabelSelector labels, FieldSelector fields) {
    /** The character after the slash. All keys of a namespace are lower than the namespace with this character. */
    private static final char AFTER_SLASH = '/' + 1;

    /** All objects of a namespace; of all namespaces when it is empty. */
    public static SelectionPredicate everything(String namespace) {
        return new SelectionPredicate(namespace, LabelSelector.EVERYTHING, FieldSelector.EVERYTHING);
    }

    /** Whether it selects by labels or fields. */
    public boolean isSelective() {
        return !labels.isEmpty() || !fields.isEmpty();
    }

    /** Whether it selects an object; false for null. */
    public boolean matches(@Nullable StoredObject object) {
        return object != null
                && (namespace.isEmpty() || object.key().startsWith(namespace + "/"))
                && labels.matches(object.tree())
                && fields.matches(object.tree());
    }

    /** The prefix of all keys in the namespace. */
    public String begin() {
        return namespace.isEmpty() ? "" : namespace + "/";
    }

    /** The number of objects in the namespace with this key or a higher one. */
    public int countFrom(ObjectMap objects, String key) {
        int end = namespace.isEmpty() ? objects.size() : objects.countBefore(namespace + AFTER_SLASH);
        return Math.max(0, end - objects.countBefore(key));
    }

    /** The selected objects with this key or a higher one, in order. */
    public Iterator<StoredObject> from(ObjectMap objects, String key) {
        String begin = begin();
        Iterator<StoredObject> all = objects.from(key.compareTo(begin) < 0 ? begin : key);
        // Not a stream: a list of thousands of objects would spend a third of its time in it.
        return new Iterator<>() {
            private @Nullable StoredObject next = advance();

            private @Nullable StoredObject advance() {
                while (all.hasNext()) {
                    StoredObject candidate = all.next();
                    if (!candidate.key().startsWith(begin)) {
                        return null;
                    }
                    if (matches(candidate)) {
                        return candidate;
                    }
                }
                return null;
            }

            @Override
            public boolean hasNext() {
                return next != null;
            }

            @Override
            public StoredObject next() {
                StoredObject current = next;
                if (current == null) {
                    throw new NoSuchElementException();
                }
                next = advance();
                return current;
            }
        };
    }
}
