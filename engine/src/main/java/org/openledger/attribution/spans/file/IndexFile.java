package org.openledger.attribution.spans.file;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Map;

/** Reads and writes index files: an {@link IndexHeader} and the sections, one right after another. */
public final class IndexFile {
    static final ByteOrder BYTE_ORDER = ByteOrder.LITTLE_ENDIAN;
    private static final int CHUNK_BYTES = 1 << 20;

    private IndexFile() {}

    /** A checked, mapped file. The header's digest and every section's have been compared with the bytes. */
    public record Mapped(IndexHeader header, Map<Section, MemorySegment> sections) {
        public MemorySegment bytes(Section section) {
            MemorySegment bytes = sections.get(section);
            if (bytes == null) {
                throw new IllegalStateException("section " + section.label() + " is not mapped");
            }
            return bytes;
        }
    }

    /** Maps a file and compares every byte of it with its checksums. The mapping lives as long as the arena. */
    public static Mapped map(Path path, Arena arena) {
        String file = path.toString();
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            long size = channel.size();
            if (size < IndexHeader.BYTES) {
                throw damaged(file, "header", "it is cut off after " + size + " bytes");
            }
            MemorySegment all = channel.map(FileChannel.MapMode.READ_ONLY, 0, size, arena);
            byte[] head = all.asSlice(0, IndexHeader.BYTES).toArray(ValueLayout.JAVA_BYTE);
            IndexHeader header = IndexHeader.read(head, file);
            header.checkLengths(file);
            Map<Section, MemorySegment> sections = new EnumMap<>(Section.class);
            long end = IndexHeader.BYTES;
            for (Section section : Section.values()) {
                IndexHeader.Extent extent = header.extent(section);
                end = extent.offset() + extent.length();
                if (end > size) {
                    throw damaged(file, section.label(), "the file ends at byte " + size + ", inside or before it");
                }
                MemorySegment bytes = all.asSlice(extent.offset(), extent.length());
                if (!sha256Of(bytes).equals(extent.sha256())) {
                    throw damaged(file, section.label(), "its checksum differs");
                }
                sections.put(section, bytes);
            }
            if (end != size) {
                throw damaged(file, "end", (size - end) + " bytes follow the last section");
            }
            return new Mapped(header, sections);
        } catch (IOException e) {
            throw new SpanIndexException("cannot read the span index " + file + ": " + e, e);
        }
    }

    /** What the header says, unchecked; a file too short for one says nothing. */
    public static String statedDigest(Path path) {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            ByteBuffer digest = ByteBuffer.allocate(IndexHeader.BYTES - IndexHeader.DIGEST_AT);
            int read = channel.read(digest, IndexHeader.DIGEST_AT);
            return read == digest.capacity() ? HexFormat.of().formatHex(digest.array()) : "";
        } catch (IOException e) {
            throw new SpanIndexException("cannot read the span index " + path + ": " + e, e);
        }
    }

    static SpanIndexException damaged(String file, String section, String what) {
        return new SpanIndexException(
                file + ": section " + section + " is damaged: " + what + ". Build the index again from the rows");
    }

    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String sha256Of(MemorySegment bytes) {
        MessageDigest digest = sha256();
        for (long at = 0; at < bytes.byteSize(); at += CHUNK_BYTES) {
            digest.update(bytes.asSlice(at, Math.min(CHUNK_BYTES, bytes.byteSize() - at))
                    .asByteBuffer());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Writes a new file beside {@code path}, section by section in their order, and puts it in place when complete. */
    public static final class Writer implements AutoCloseable {
        private final Path path;
        private final Path unfinished;
        private final FileChannel channel;
        private final Map<Section, IndexHeader.Extent> extents = new EnumMap<>(Section.class);
        private final ByteBuffer buffer = ByteBuffer.allocate(CHUNK_BYTES).order(BYTE_ORDER);
        private final Iterator<Section> order = Arrays.asList(Section.values()).iterator();
        private MessageDigest digest = sha256();
        private long written;

        public Writer(Path path) throws IOException {
            this.path = path.toAbsolutePath();
            this.unfinished = this.path.resolveSibling(path.getFileName() + ".unfinished");
            this.channel = FileChannel.open(
                    unfinished,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING);
            channel.position(IndexHeader.BYTES);
        }

        /** Adds a {@link Column} to the section being written. */
        public void column(int[] numbers, int bits) throws IOException {
            long mask = (1L << bits) - 1;
            long pending = 0;
            int pendingBits = 0;
            for (int number : numbers) {
                pending |= (number & mask) << pendingBits;
                pendingBits += bits;
                if (pendingBits >= Integer.SIZE) {
                    number((int) pending);
                    pending >>>= Integer.SIZE;
                    pendingBits -= Integer.SIZE;
                }
            }
            byte[] end = new byte[Math.ceilDiv(pendingBits, Byte.SIZE) + Column.PADDING_BYTES];
            for (int i = 0; pending != 0; i++, pending >>>= Byte.SIZE) {
                end[i] = (byte) pending;
            }
            bytes(end);
        }

        /** Adds four bytes to the section being written. */
        public void number(int number) throws IOException {
            if (buffer.remaining() < Integer.BYTES) {
                flush();
            }
            buffer.putInt(number);
        }

        /** Adds at most a chunk of bytes to the section being written. */
        public void bytes(byte[] bytes) throws IOException {
            if (buffer.remaining() < bytes.length) {
                flush();
            }
            buffer.put(bytes);
        }

        /** Ends the section being written. */
        public void end(Section section) throws IOException {
            flush();
            if (order.next() != section) {
                throw new IllegalStateException("section " + section.label() + " is written out of order");
            }
            long offset = extents.values().stream()
                            .mapToLong(IndexHeader.Extent::length)
                            .sum()
                    + IndexHeader.BYTES;
            extents.put(
                    section,
                    new IndexHeader.Extent(offset, written, HexFormat.of().formatHex(digest.digest())));
            written = 0;
            digest = sha256();
        }

        private void flush() throws IOException {
            buffer.flip();
            digest.update(buffer.duplicate());
            written += buffer.remaining();
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            buffer.clear();
        }

        public Map<Section, IndexHeader.Extent> extents() {
            return extents;
        }

        /** Writes the header, makes everything durable and gives the file its name. */
        public void finish(IndexHeader header) throws IOException {
            ByteBuffer head = header.write();
            while (head.hasRemaining()) {
                channel.write(head, head.position());
            }
            channel.force(true);
            channel.close();
            Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            Path folder = path.getParent();
            if (folder != null) {
                try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
                    directory.force(true);
                }
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
            Files.deleteIfExists(unfinished);
        }
    }
}
