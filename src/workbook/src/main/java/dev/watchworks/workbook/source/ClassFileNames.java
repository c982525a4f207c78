package dev.watchworks.workbook.source;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/** The names in a class file: of its own methods and fields, and of everything that it uses. */
public final class ClassFileNames {

    // the tags of the constant pool, from the Java Virtual Machine Specification, 4.4
    private static final int UTF8 = 1;
    private static final int LONG = 5;
    private static final int DOUBLE = 6;
    private static final int METHOD_HANDLE = 15;
    private static final Set<Integer> TWO_BYTES = Set.of(7, 8, 16, 19, 20);
    private static final int HEADER = 8;

    private ClassFileNames() {}

    /** All texts in its constant pool; of a path with slashes or dollars, also the last part. */
    public static Set<String> in(byte[] classFile) throws IOException {
        Set<String> names = new HashSet<>();
        DataInputStream pool = new DataInputStream(new ByteArrayInputStream(classFile));
        pool.skipNBytes(HEADER);
        int count = pool.readUnsignedShort();
        for (int index = 1; index < count; index++) {
            int tag = pool.readUnsignedByte();
            if (tag == UTF8) {
                String text = pool.readUTF();
                names.add(text);
                names.add(text.substring(Math.max(text.lastIndexOf('/'), text.lastIndexOf('$')) + 1));
            } else if (tag == LONG || tag == DOUBLE) {
                pool.skipNBytes(8);
                // They take two entries; the specification calls that a poor choice.
                index++;
            } else {
                pool.skipNBytes(tag == METHOD_HANDLE ? 3 : TWO_BYTES.contains(tag) ? 2 : 4);
            }
        }
        return names;
    }
}
