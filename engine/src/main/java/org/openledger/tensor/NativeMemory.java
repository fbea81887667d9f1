package org.openledger.tensor;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * Gives memory that tensors no longer use back to the operating system. The C library keeps freed pieces for later, and libtorch's
 * are many and small: without this a process stays as large as it ever was. Does nothing where the C library is not glibc.
 */
public final class NativeMemory {
    private static final Optional<MethodHandle> TRIM = Linker.nativeLinker()
            .defaultLookup()
            .find("malloc_trim")
            .map(trim -> Linker.nativeLinker()
                    .downcallHandle(trim, FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG)));

    private NativeMemory() {}

    /** Takes time that grows with what was freed: some milliseconds after hundreds of megabytes. */
    public static void giveBack() {
        TRIM.ifPresent(NativeMemory::trim);
    }

    private static void trim(MethodHandle trim) {
        try {
            int _ = (int) trim.invokeExact(0L);
        } catch (Throwable impossible) {
            throw new IllegalStateException("malloc_trim has another signature", impossible);
        }
    }
}
