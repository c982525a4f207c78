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
    /** The character after the slash: no key of a namespace comes after it. */
    private static final char AFTER_SLASH = '/' + 1;

    /** Every object of a namespace, or of all where it is empty. */
    public static SelectionPredicate everything(String namespace) {
        return new SelectionPredicate(namespace, LabelSelector.EVERYTHING, FieldSelector.EVERYTHING);
    }

    /** Whether it selects by more than a namespace. */
    public boolean isSelective() {
        return !labels.isEmpty() || !fields.isEmpty();
    }

    /** Whether an object is selected; null is not. */
    public boolean matches(@Nullable StoredObject object) {
        return object != null
                && (namespace.isEmpty() || object.key().startsWith(namespace + "/"))
                && labels.matches(object.tree())
                && fields.matches(object.tree());
    }

    /** The lowest key that can be selected. */
    public String begin() {
        return namespace.isEmpty() ? "" : namespace + "/";
    }

    /** How many objects the namespace holds from a key on. */
    public int countFrom(ObjectTree objects, String key) {
        int end = namespace.isEmpty() ? objects.size() : objects.countBefore(namespace + AFTER_SLASH);
        return Math.max(0, end - objects.countBefore(key));
    }

    /** The selected objects from a key on, in order. */
    public Iterator<StoredObject> from(ObjectTree objects, String key) {
        String begin = begin();
        Iterator<StoredObject> all = objects.from(key.compareTo(begin) < 0 ? begin : key);
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
                StoredObject here = next;
                if (here == null) {
                    throw new NoSuchElementException();
                }
                next = advance();
                return here;
            }
        };
    }
}
