package org.openledger.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.openledger.kept.KeptFile;
import org.openledger.kept.KeptFiles;

/** Damage to files: a byte flipped, the file cut, emptied, deleted, or replaced by another of its class. */
final class FileFaults {
    static final String DATABASE = "openledger.db";

    private static final int FLIPS_OF_DATABASE = 20;

    private FileFaults() {}

    /** All of them, for every checked file. Bits of the database are flipped until rows read otherwise: not all bytes are in use. */
    static List<Fault> of(Path data, Random random) throws IOException {
        List<Fault> faults = new ArrayList<>();
        for (Path relative : files(data)) {
            if (relative.toString().equals(DATABASE)) {
                faults.addAll(ofDatabase(data, random));
            } else if (isChecked(relative)) {
                faults.addAll(of(data, relative, random));
            }
        }
        return faults;
    }

    static List<Path> files(Path data) throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            return files.filter(Files::isRegularFile)
                    .map(data::relativize)
                    .sorted()
                    .toList();
        }
    }

    static List<KeptFile> classesOf(Path relative) {
        return KeptFiles.all().stream().filter(kept -> kept.has(relative)).toList();
    }

    private static boolean isChecked(Path relative) {
        return classesOf(relative).stream().allMatch(kept -> kept.kind() == KeptFile.Kind.CHECKED);
    }

    private static List<Fault> of(Path data, Path relative, Random random) throws IOException {
        Path file = data.resolve(relative);
        String where = relative.toString();
        byte[] content = Files.readAllBytes(file);
        List<Fault> faults = new ArrayList<>();
        if (content.length > 0) {
            faults.add(flipped(where, file, content, random));
            faults.addAll(cut(where, file, content, random));
        }
        faults.add(new Fault(where, "deleted", () -> Files.deleteIfExists(file)));
        sibling(data, relative, content)
                .ifPresent(other -> faults.add(new Fault(where, "swapped with " + other, () -> {
                    Files.write(file, Files.readAllBytes(data.resolve(other)));
                    Files.write(data.resolve(other), content);
                    return true;
                })));
        return faults;
    }

    private static Fault flipped(String where, Path file, byte[] content, Random random) {
        int at = random.nextInt(content.length);
        int bit = 1 << random.nextInt(Byte.SIZE);
        return new Fault(where, "bit " + bit + " of byte " + at + " flipped", () -> {
            byte[] flipped = content.clone();
            flipped[at] ^= (byte) bit;
            Files.write(file, flipped);
            return true;
        });
    }

    private static List<Fault> cut(String where, Path file, byte[] content, Random random) {
        int left = random.nextInt(content.length);
        return List.of(
                new Fault(where, "cut to " + left + " of " + content.length + " bytes", () -> {
                    Files.write(file, Arrays.copyOf(content, left));
                    return true;
                }),
                new Fault(where, "emptied", () -> {
                    Files.write(file, new byte[0]);
                    return true;
                }));
    }

    private static List<Fault> ofDatabase(Path data, Random random) throws IOException {
        Path file = data.resolve(DATABASE);
        byte[] content = Files.readAllBytes(file);
        String rows = TableFaults.rows(data);
        List<Fault> faults = new ArrayList<>(cut(DATABASE, file, content, random));
        faults.add(new Fault(DATABASE, "deleted", () -> Files.deleteIfExists(file)));
        for (int i = 0; i < FLIPS_OF_DATABASE; i++) {
            Fault flipped = flipped(DATABASE, file, content, random);
            faults.add(new Fault(
                    DATABASE,
                    flipped.what(),
                    () -> flipped.harm().doIt() && !TableFaults.rows(data).equals(rows)));
        }
        return faults;
    }

    private static Optional<Path> sibling(Path data, Path relative, byte[] content) throws IOException {
        for (Path other : files(data)) {
            if (!other.equals(relative)
                    && classesOf(other).equals(classesOf(relative))
                    && !Arrays.equals(Files.readAllBytes(data.resolve(other)), content)) {
                return Optional.of(other);
            }
        }
        return Optional.empty();
    }
}
