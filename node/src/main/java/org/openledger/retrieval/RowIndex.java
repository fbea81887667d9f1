package org.openledger.retrieval;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.FSDirectory;

/** The open index of one version. Many threads may search it; {@link HybridSearch} does. */
final class RowIndex implements AutoCloseable {
    private final IndexManifest manifest;
    private final FSDirectory directory;
    private final DirectoryReader reader;

    private RowIndex(IndexManifest manifest, FSDirectory directory, DirectoryReader reader) {
        this.manifest = manifest;
        this.directory = directory;
        this.reader = reader;
    }

    /** Opens an index after comparing every file with its digest; empty when it is damaged, unfinished or another's. */
    static Optional<RowIndex> open(Path folder, String base, String root) throws IOException {
        Optional<IndexManifest> manifest = IndexManifest.read(folder, base, root);
        if (manifest.isEmpty()) {
            return Optional.empty();
        }
        FSDirectory directory = FSDirectory.open(folder);
        return Optional.of(new RowIndex(manifest.get(), directory, DirectoryReader.open(directory)));
    }

    DirectoryReader reader() {
        return reader;
    }

    boolean isOpen() {
        return reader.getRefCount() > 0;
    }

    /** SHA-256 of what was indexed, see {@link RowIndexBuilder}. */
    String digest() {
        return manifest.digest();
    }

    long rows() {
        return manifest.rows();
    }

    @Override
    public void close() throws IOException {
        reader.close();
        directory.close();
    }
}
