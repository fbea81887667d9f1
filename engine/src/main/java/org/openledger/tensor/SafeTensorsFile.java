package org.openledger.tensor;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/**
 * A safetensors file, mapped into memory and believed only after every claim of its header was checked. Tensors are copied out
 * when loaded, so closing the file leaves them alone.
 */
public final class SafeTensorsFile implements AutoCloseable {
    /** Hundreds of thousands of tensors. What is read of a header takes many times its bytes in memory. */
    static final long MAXIMUM_HEADER_BYTES = 16_000_000;

    private static final ValueLayout.OfLong LENGTH = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final Path path;
    private final Arena arena;
    private final MemorySegment data;
    private final SafeTensorsHeader header;

    private SafeTensorsFile(Path path, Arena arena, MemorySegment data, SafeTensorsHeader header) {
        this.path = path;
        this.arena = arena;
        this.data = data;
        this.header = header;
    }

    /**
     * Maps the file and checks its header. This thread alone reads it, and closes it: that waits for no other, as an adapter's reading must not.
     *
     * @throws TensorException when the file cannot be read, is truncated, or its header contradicts itself or the file
     */
    public static SafeTensorsFile open(Path path) {
        return open(path, Arena.ofConfined());
    }

    /** {@link #open} for all threads. Closing it waits until each of them has seen it, on a busy machine some milliseconds. */
    public static SafeTensorsFile openForAll(Path path) {
        return open(path, Arena.ofShared());
    }

    private static SafeTensorsFile open(Path path, Arena arena) {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            MemorySegment whole = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            long headerBytes = headerBytes(whole);
            MemorySegment data = whole.asSlice(Long.BYTES + headerBytes);
            byte[] text = whole.asSlice(Long.BYTES, headerBytes).toArray(ValueLayout.JAVA_BYTE);
            return new SafeTensorsFile(path, arena, data, SafeTensorsHeader.parse(text, data.byteSize()));
        } catch (IOException failure) {
            arena.close();
            throw new TensorException("cannot read " + path + ": " + failure.getMessage(), failure);
        } catch (TensorException refused) {
            arena.close();
            throw new TensorException(
                    path + " is not a sound safetensors file: " + refused.getMessage() + "; fetch it again", refused);
        }
    }

    private static long headerBytes(MemorySegment whole) {
        if (whole.byteSize() < Long.BYTES) {
            throw new TensorException("it has " + whole.byteSize() + " bytes, fewer than a header's length takes");
        }
        long headerBytes = whole.get(LENGTH, 0);
        if (headerBytes < 2 || headerBytes > MAXIMUM_HEADER_BYTES) {
            throw new TensorException("it claims a header of " + Long.toUnsignedString(headerBytes)
                    + " bytes; allowed are 2 to " + MAXIMUM_HEADER_BYTES);
        }
        if (headerBytes > whole.byteSize() - Long.BYTES) {
            throw new TensorException("it claims a header of " + headerBytes + " bytes and has only "
                    + (whole.byteSize() - Long.BYTES) + ": the file is truncated");
        }
        return headerBytes;
    }

    /** The tensors' names, in the order of their place in the file. */
    public Set<String> names() {
        return header.entries().keySet();
    }

    /** The free text stored with the tensors. */
    public Map<String, String> metadata() {
        return header.metadata();
    }

    /** The shape of the tensor named so. */
    public long[] shape(String name) {
        return entry(name).shape().stream().mapToLong(Long::longValue).toArray();
    }

    /**
     * A float32 copy of one tensor, of the shape in the file.
     *
     * @throws TensorException when there is none of that name, it does not hold F32, F16 or BF16, or one of its numbers is not finite
     */
    public Tensor load(String name) {
        return load(name, mapped -> mapped.to(torch.ScalarType.Float, false, true, null));
    }

    /** {@link #load(String)} of the type that it has in the file. */
    public Tensor loadStored(String name) {
        return load(name, Tensor::clone);
    }

    /** Whether a tensor of that name holds numbers of this type. */
    public boolean holds(String name, ElementType type) {
        return entry(name).type().equals(type.name());
    }

    /**
     * One tensor in the file itself, of the type and shape that it has there: the processor's memory is not taken, and the file must stay open as long as
     * the tensor is used. Nobody may write to it.
     */
    public Tensor map(String name) {
        return load(name, mapped -> mapped);
    }

    private Tensor load(String name, UnaryOperator<Tensor> taken) {
        SafeTensorsHeader.Entry entry = entry(name);
        ElementType type = elementType(name, entry);
        long bytes = entry.end() - entry.begin();
        if (bytes > Integer.MAX_VALUE) {
            throw new TensorException(
                    "tensor '" + name + "' of " + path + " is larger than 2 GiB, which this engine cannot load");
        }
        try (Scope scope = Scope.open()) {
            if (bytes == 0) {
                return scope.keep(Tensors.zeros(shape(name)));
            }
            BytePointer bytesInFile =
                    new BytePointer(data.asSlice(entry.begin(), bytes).asByteBuffer());
            Tensor mapped = torch.from_blob(bytesInFile, shape(name), new TensorOptions(type.scalarType()));
            Tensor loaded = taken.apply(mapped);
            if (!Tensors.finite(loaded)) {
                throw new TensorException(
                        "tensor '" + name + "' of " + path
                                + " holds NaN or an infinity, with which nothing can be computed: make or fetch the file again");
            }
            return scope.keep(Device.placed(loaded));
        }
    }

    private SafeTensorsHeader.Entry entry(String name) {
        SafeTensorsHeader.Entry entry = header.entries().get(name);
        if (entry == null) {
            throw new TensorException(path + " has no tensor '" + name + "'");
        }
        return entry;
    }

    private ElementType elementType(String name, SafeTensorsHeader.Entry entry) {
        for (ElementType type : ElementType.values()) {
            if (type.name().equals(entry.type())) {
                return type;
            }
        }
        throw new TensorException("tensor '" + name + "' of " + path + " holds " + entry.type()
                + "; this engine reads F32, F16 and BF16");
    }

    @Override
    public void close() {
        arena.close();
    }
}
