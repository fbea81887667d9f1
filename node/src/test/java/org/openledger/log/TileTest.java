package org.openledger.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.verify.MerkleTree;

@Tag("unit")
final class TileTest {
    @TempDir
    Path folder;

    /** The example of C2SP tlog-tiles. */
    @Test
    void pathsFollowTheSpecification() {
        assertThat(new Tile(0, 1_234_067, 256).path()).isEqualTo("tile/0/x001/x234/067");
        assertThat(new Tile(3, 5, 12).path()).isEqualTo("tile/3/005.p/12");
        assertThat(new Tile(0, 0, 1).entriesPath()).isEqualTo("tile/entries/000.p/1");
    }

    @Test
    void everyPathIsReadBackAndNoOtherSpelling() {
        for (long index : new long[] {0, 1, 999, 1_000, 999_999, 1_234_067, 123_456_789_012L}) {
            for (int width : new int[] {1, 255, 256}) {
                Tile tile = new Tile(2, index, width);
                assertThat(TilePath.parse(tile.path())).contains(new TilePath(false, tile));
                Tile bundle = new Tile(0, index, width);
                assertThat(TilePath.parse(bundle.entriesPath())).contains(new TilePath(true, bundle));
            }
        }
        for (String path : List.of(
                "",
                "tile",
                "tile/0",
                "tile/0/0",
                "tile/0/00",
                "tile/0/0000",
                "tile/7/000",
                "tile/-1/000",
                "tile/00/000",
                "tile/0/x000/001",
                "tile/0/001/067",
                "tile/0/x001/x067",
                "tile/0/000.p/0",
                "tile/0/000.p/256",
                "tile/0/000.p/01",
                "tile/0/000.p/",
                "tile/0/000.p",
                "tile/0/000/",
                "/tile/0/000",
                "tile/0/000\n",
                "tile/entries/../000",
                "tile/0/../../log.key",
                "tile/0/٠٠٠",
                "tile//000",
                "tile/0/000.p/300",
                "tile/0/x999/x999/x999/x999/x999/x999/999",
                "tile/0/%2e%2e")) {
            assertThat(TilePath.parse(path)).as(path).isEmpty();
        }
    }

    /** Past 65,536 leaves a tree has three levels of tiles. */
    @Test
    void rootsAndProofsFromTilesAreThoseOfTheTree() {
        int size = 65_536 + 256 + 77;
        List<byte[]> leaves = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            leaves.add(MerkleTree.leafHash(("entry " + i).getBytes(StandardCharsets.UTF_8)));
        }
        TileFiles files = new TileFiles(folder, new UnforcedDisk());
        TileBuilder builder = new TileBuilder(0, tile -> new byte[0], files::write);
        leaves.forEach(builder::add);
        builder.finish();
        assertThat(new TileTree(files, size).root()).isEqualTo(MerkleTree.root(leaves));
        long seed = 31;
        Random random = new Random(seed);
        // where a tile, a level or the tree ends, and anywhere: the tree of all leaves is hashed anew for each
        int[] parts = {1, 256, 257, 65_535, 65_536, 65_537, 65_536 + 256, size, 1 + random.nextInt(size)};
        for (int part : parts) {
            int index = random.nextInt(part);
            TileTree tree = new TileTree(files, size);
            assertThat(MerkleTree.inclusion(tree, index, part))
                    .as("seed %d", seed)
                    .containsExactlyElementsOf(MerkleTree.inclusion(leaves, index, part));
            assertThat(MerkleTree.consistency(tree, index, part))
                    .as("seed %d", seed)
                    .containsExactlyElementsOf(MerkleTree.consistency(leaves, index, part));
        }
    }

    /** Growing tile by tile gives the same files as building at once. */
    @Test
    void aLogContinuedHasTheTilesOfOneBuiltAtOnce() {
        int size = 256 * 258 + 3;
        TileFiles grown = new TileFiles(folder.resolve("grown"), new UnforcedDisk());
        TileFiles whole = new TileFiles(folder.resolve("whole"), new UnforcedDisk());
        TileBuilder atOnce = new TileBuilder(0, tile -> new byte[0], whole::write);
        for (int start = 0; start < size; start += 256 * 50) {
            TileBuilder next = new TileBuilder(start, grown::read, grown::write);
            for (int i = start; i < Math.min(size, start + 256 * 50); i++) {
                byte[] leaf = MerkleTree.leafHash(Integer.toString(i).getBytes(StandardCharsets.UTF_8));
                next.add(leaf);
                atOnce.add(leaf);
            }
            next.finish();
        }
        atOnce.finish();
        assertThat(new TileTree(grown, size).root()).isEqualTo(new TileTree(whole, size).root());
        for (int level = 0; level <= 2; level++) {
            long last = (Tile.hashes(size, level) - 1) / Tile.WIDTH;
            Tile tile = new Tile(level, last, Tile.widthAt(size, level, last));
            assertThat(grown.read(tile)).isEqualTo(whole.read(tile));
        }
    }
}
