package org.openledger.tensor;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/** What tensors ask of the operating system and the C library beside room. */
public final class NativeMemory {
    private static final Optional<MethodHandle> TRIM = function("malloc_trim", ValueLayout.JAVA_LONG);
    private static final Optional<MethodHandle> ADVISE =
            System.getProperty("os.name").equals("Linux")
                    ? function("madvise", ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT)
                    : Optional.empty();
    private static final long LARGE_PAGE = 2L << 20;
    private static final int LARGE_PAGES = 14;

    private NativeMemory() {}

    private static Optional<MethodHandle> function(String name, MemoryLayout... arguments) {
        return Linker.nativeLinker()
                .defaultLookup()
                .find(name)
                .map(found -> Linker.nativeLinker()
                        .downcallHandle(found, FunctionDescriptor.of(ValueLayout.JAVA_INT, arguments)));
    }

    /**
     * Room for so many float32 numbers, not set yet, in pages of 2 MiB where Linux gives them: what is read again and again from many
     * megabytes is found faster so. Pages that nobody writes are not taken from the machine. The caller closes it.
     */
    public static Tensor inLargePages(long numbers) {
        try (Scope _ = Scope.open()) {
            long bytes = upToPage(numbers * Float.BYTES);
            Tensor room = Tensors.unset((bytes + LARGE_PAGE) / Float.BYTES);
            if (!room.device().is_cpu()) {
                return Scope.own(room.narrow(0, 0, numbers));
            }
            long address = room.data_ptr_float().address();
            long before = upToPage(address) - address;
            ADVISE.ifPresent(advise -> advise(advise, address + before, bytes));
            return Scope.own(room.narrow(0, before / Float.BYTES, numbers));
        }
    }

    private static long upToPage(long bytes) {
        return Math.ceilDiv(bytes, LARGE_PAGE) * LARGE_PAGE;
    }

    private static void advise(MethodHandle advise, long from, long bytes) {
        try {
            int _ = (int)
                    advise.invokeExact(from, bytes, LARGE_PAGES); // a kernel without them refuses, and nothing is lost
        } catch (Throwable impossible) {
            throw new IllegalStateException("madvise has another signature", impossible);
        }
    }

    /**
     * Gives memory that tensors no longer use back to the operating system. The C library keeps freed pieces for later, and libtorch's
     * are many and small: without this a process stays as large as it ever was. Does nothing where the C library is not glibc. Takes
     * time that grows with what was freed: some milliseconds after hundreds of megabytes.
     */
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
