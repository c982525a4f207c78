package dev.watchworks.labkit.interleaving;

import java.io.IOException;
import java.io.InputStream;
import java.security.CodeSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Loads a second copy of the learner's classes, with a call of {@link PausePoint#reach} before each operation.
 *
 * <p>The learner's classes are those in the package and in the folder of the class that the lesson asks for, without the
 * lesson's interface.
 */
public final class PausingClassLoader extends ClassLoader {

    private final Class<?> lesson;
    private final Class<?> original;

    private PausingClassLoader(Class<?> lesson, Class<?> original) {
        super(lesson.getClassLoader());
        this.lesson = lesson;
        this.original = original;
    }

    /**
     * Returns the copy of a class.
     *
     * @param lesson the lesson's interface, which both copies implement
     * @throws ClassNotFoundException when there is no class with this simple name in the interface's package
     */
    public static Class<?> load(Class<?> lesson, String answer) throws ClassNotFoundException {
        String name = lesson.getPackageName() + "." + answer;
        Class<?> original = Class.forName(name, false, lesson.getClassLoader());
        return new PausingClassLoader(lesson, original).loadClass(name);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            return isLearners(name) ? define(name) : super.loadClass(name, resolve);
        }
    }

    private boolean isLearners(String name) throws ClassNotFoundException {
        if (!name.startsWith(original.getPackageName() + ".") || name.equals(lesson.getName())) {
            return false;
        }
        Class<?> type = Class.forName(name, false, getParent());
        return Objects.equals(folder(type), folder(original));
    }

    private static @Nullable String folder(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        return source == null || source.getLocation() == null
                ? null
                : source.getLocation().toString();
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream file = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (file == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] code = withPausePoints(file.readAllBytes());
            return defineClass(name, code, 0, code.length, original.getProtectionDomain());
        } catch (IOException unreadable) {
            throw new ClassNotFoundException(name, unreadable);
        }
    }

    private static byte[] withPausePoints(byte[] code) {
        ClassReader reader = new ClassReader(code);
        ClassWriter writer = new ClassWriter(reader, 0);
        reader.accept(
                new ClassVisitor(Opcodes.ASM9, writer) {
                    @Override
                    public MethodVisitor visitMethod(
                            int access,
                            String name,
                            String descriptor,
                            @Nullable String signature,
                            String @Nullable [] exceptions) {
                        MethodVisitor method = super.visitMethod(access, name, descriptor, signature, exceptions);
                        return new PauseInserter(method);
                    }
                },
                0);
        return writer.toByteArray();
    }

    /** Inserts the calls. They take nothing from the stack and leave nothing there, so all frames stay as they are. */
    private static final class PauseInserter extends MethodVisitor {

        private static final String POINT = Type.getInternalName(PausePoint.class);

        PauseInserter(MethodVisitor method) {
            super(Opcodes.ASM9, method);
        }

        private void pause() {
            super.visitMethodInsn(Opcodes.INVOKESTATIC, POINT, "reach", "()V", false);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            pause();
            super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
            pause();
            super.visitFieldInsn(opcode, owner, name, descriptor);
        }

        @Override
        public void visitInsn(int opcode) {
            if (opcode == Opcodes.MONITORENTER || opcode == Opcodes.MONITOREXIT) {
                pause();
            }
            super.visitInsn(opcode);
        }
    }
}
