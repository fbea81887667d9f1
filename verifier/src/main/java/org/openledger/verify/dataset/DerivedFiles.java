package org.openledger.verify.dataset;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import org.openledger.verify.bytes.Hex;

/** Files that follow from others: written, or compared with those that are there. */
interface DerivedFiles {
    /** @param name relative to the folder */
    Sink open(String name) throws IOException;

    /** Takes the bytes that a file has. */
    abstract class Sink extends FilterOutputStream {
        private final MessageDigest sha256;
        private long length;

        Sink(OutputStream out) {
            super(out);
            try {
                this.sha256 = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException("every JDK has SHA-256", impossible);
            }
        }

        /** The bytes that follow are of this row, from 1. */
        void row(long number) {}

        @Override
        public void write(int each) throws IOException {
            write(new byte[] {(byte) each}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            sha256.update(bytes, from, count);
            take(bytes, from, count);
            length += count;
        }

        void take(byte[] bytes, int from, int count) throws IOException {
            out.write(bytes, from, count);
        }

        /** How many bytes it took. */
        long length() {
            return length;
        }

        /** Of all bytes; once, at the end. */
        String sha256() {
            return Hex.of(sha256.digest());
        }

        /** Where the file that is there differs, in a sentence with its name; once it is closed. */
        Optional<String> difference() {
            return Optional.empty();
        }
    }

    /** Writes them. */
    record Written(Path folder) implements DerivedFiles {
        @Override
        public Sink open(String name) throws IOException {
            Path file = folder.resolve(name);
            Path parent = file.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            return new Sink(new BufferedOutputStream(Files.newOutputStream(file))) {};
        }
    }

    /** Compares them. */
    record Compared(Path folder) implements DerivedFiles {
        @Override
        public Sink open(String name) throws IOException {
            Path file = folder.resolve(name);
            InputStream there;
            try {
                there = new BufferedInputStream(Files.newInputStream(file));
            } catch (NoSuchFileException missing) {
                return new Comparison(name, InputStream.nullInputStream(), false);
            }
            return new Comparison(name, there, true);
        }
    }

    /** One comparison. */
    final class Comparison extends Sink {
        private final String name;
        private final InputStream there;
        private Optional<String> difference = Optional.empty();
        private long row;

        private Comparison(String name, InputStream there, boolean isThere) {
            super(OutputStream.nullOutputStream());
            this.name = name;
            this.there = there;
            if (!isThere) {
                difference = Optional.of(name + ": it is not there");
            }
        }

        @Override
        void row(long number) {
            row = number;
        }

        @Override
        void take(byte[] bytes, int from, int count) throws IOException {
            if (difference.isPresent()) {
                return;
            }
            byte[] found = there.readNBytes(count);
            int at = Arrays.mismatch(found, 0, found.length, bytes, from, from + count);
            if (at >= 0) {
                differs(at);
            }
        }

        private void differs(long at) {
            difference = Optional.of(name + (row > 0 ? ", row " + row : "") + ": it is not what " + DatasetFolder.INDEX
                    + " and the proofs give, from byte "
                    + (length() + at) + " on");
        }

        @Override
        public void close() throws IOException {
            try (there) {
                if (difference.isEmpty() && there.read() >= 0) {
                    row = 0;
                    differs(0);
                }
            }
        }

        @Override
        Optional<String> difference() {
            return difference;
        }
    }
}
