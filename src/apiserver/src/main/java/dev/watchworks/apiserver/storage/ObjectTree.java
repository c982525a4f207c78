package dev.watchworks.apiserver.storage;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * An immutable map of objects in the order of their keys. A write makes a new tree that shares all nodes except those on
 * the path to the change, so a version in the history costs few nodes. The tree is a treap. Its priorities come from the
 * keys, so the same keys always make the same tree.
 */
public final class ObjectTree {
    static final ObjectTree EMPTY = new ObjectTree(null);

    private record Node(
            StoredObject object,
            int priority,
            int size,
            @Nullable Node left,
            @Nullable Node right) {
        static Node of(StoredObject object, @Nullable Node left, @Nullable Node right) {
            return new Node(
                    object,
                    mix(object.key().hashCode()),
                    1 + ObjectTree.size(left) + ObjectTree.size(right),
                    left,
                    right);
        }

        String key() {
            return object.key();
        }

        private static int mix(int hash) {
            int mixed = (hash ^ (hash >>> 16)) * 0x7feb352d;
            mixed = (mixed ^ (mixed >>> 15)) * 0x846ca68b;
            return mixed ^ (mixed >>> 16);
        }
    }

    private final @Nullable Node root;

    private ObjectTree(@Nullable Node root) {
        this.root = root;
    }

    /** The number of objects. */
    public int size() {
        return size(root);
    }

    /** The object with a key, or null. */
    public @Nullable StoredObject get(String key) {
        Node node = root;
        while (node != null) {
            int order = key.compareTo(node.key());
            if (order == 0) {
                return node.object();
            }
            node = order < 0 ? node.left() : node.right();
        }
        return null;
    }

    /** The number of objects with a lower key. */
    public int countBefore(String key) {
        int count = 0;
        Node node = root;
        while (node != null) {
            if (key.compareTo(node.key()) <= 0) {
                node = node.left();
            } else {
                count += 1 + size(node.left());
                node = node.right();
            }
        }
        return count;
    }

    /** The objects with this key or a higher one, in order. */
    public Iterator<StoredObject> from(String key) {
        Deque<Node> path = new ArrayDeque<>();
        Node node = root;
        while (node != null) {
            if (key.compareTo(node.key()) <= 0) {
                path.push(node);
                node = node.left();
            } else {
                node = node.right();
            }
        }
        return new Walk(path);
    }

    ObjectTree with(StoredObject object) {
        return new ObjectTree(insert(root, object));
    }

    ObjectTree without(String key) {
        return new ObjectTree(remove(root, key));
    }

    private static int size(@Nullable Node node) {
        return node == null ? 0 : node.size();
    }

    private static Node insert(@Nullable Node node, StoredObject object) {
        if (node == null) {
            return Node.of(object, null, null);
        }
        int order = object.key().compareTo(node.key());
        if (order == 0) {
            return Node.of(object, node.left(), node.right());
        }
        if (order < 0) {
            Node left = insert(node.left(), object);
            return left.priority() > node.priority()
                    ? Node.of(left.object(), left.left(), Node.of(node.object(), left.right(), node.right()))
                    : Node.of(node.object(), left, node.right());
        }
        Node right = insert(node.right(), object);
        return right.priority() > node.priority()
                ? Node.of(right.object(), Node.of(node.object(), node.left(), right.left()), right.right())
                : Node.of(node.object(), node.left(), right);
    }

    private static @Nullable Node remove(@Nullable Node node, String key) {
        if (node == null) {
            return null;
        }
        int order = key.compareTo(node.key());
        if (order < 0) {
            return Node.of(node.object(), remove(node.left(), key), node.right());
        }
        if (order > 0) {
            return Node.of(node.object(), node.left(), remove(node.right(), key));
        }
        return join(node.left(), node.right());
    }

    private static @Nullable Node join(@Nullable Node left, @Nullable Node right) {
        if (left == null) {
            return right;
        }
        if (right == null) {
            return left;
        }
        return left.priority() > right.priority()
                ? Node.of(left.object(), left.left(), join(left.right(), right))
                : Node.of(right.object(), join(left, right.left()), right.right());
    }

    private static final class Walk implements Iterator<StoredObject> {
        private final Deque<Node> path;

        Walk(Deque<Node> path) {
            this.path = path;
        }

        @Override
        public boolean hasNext() {
            return !path.isEmpty();
        }

        @Override
        public StoredObject next() {
            if (path.isEmpty()) {
                throw new NoSuchElementException();
            }
            Node first = path.pop();
            for (Node node = first.right(); node != null; node = node.left()) {
                path.push(node);
            }
            return first.object();
        }
    }
}
