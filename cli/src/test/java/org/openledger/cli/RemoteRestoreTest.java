package org.openledger.cli;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.app.Configuration;
import org.openledger.app.Node;
import org.openledger.app.NodeVersion;
import org.openledger.app.folder.BackingUp;
import org.openledger.app.folder.Resuming;
import org.openledger.backup.Backup;
import org.openledger.backup.CopyListener;
import org.openledger.backup.Restore;
import org.openledger.backup.SnapshotFolder;
import org.openledger.chain.RemoteAnvil;
import org.openledger.chain.network.RemoteChain;
import org.openledger.client.NodeClient;
import org.openledger.kept.RestoredFolder.Published;
import org.openledger.log.LogException;
import org.openledger.setting.Settings;

/** A network that is not the node's own remembers what a restored folder has forgotten. */
@Tag("loop")
final class RemoteRestoreTest {
    private static final String PASSPHRASE = "correct horse battery staple";

    private static final Backup.Options OPTIONS =
            new Backup.Options(NodeVersion.NUMBER, PASSPHRASE, OptionalInt.empty());

    @TempDir
    Path folder;

    @Test
    void theChainRefusesAnOlderFolderWhateverItsOperatorSays() throws Exception {
        Path data = folder.resolve("data");
        Path backup = folder.resolve("backup");
        try (RemoteAnvil network = new RemoteAnvil("--block-time", "0.05");
                RemoteChain chain = network.connect(0)) {
            Configuration configuration = on(network, data);
            network.fund(chain, RemoteNodeTest.unfundedOperator(configuration));
            try (Node _ = Node.start(configuration);
                    NodeClient client = NodeClient.ofDataFolder(data)) {
                new Loop(client, "-first", new Acknowledged()).give(_ -> {});
                BackingUp.take(configuration, backup, OPTIONS, CopyListener.NONE);
                long entries = client.overview().node().logSize();
                new Loop(client, "-later", new Acknowledged()).give(_ -> {});
                Loop.until(() -> client.overview().node(), state -> state.anchoredSize() > entries + 1);
            }
            Path restored = folder.resolve("restored");
            try (SnapshotFolder from = SnapshotFolder.open(backup)) {
                new Restore(from, CopyListener.NONE).run(from.snapshot(Optional.empty()), restored, PASSPHRASE);
            }
            Resuming.accept(on(network, restored), new Published.NothingLater());
            assertThatThrownBy(() -> Node.start(on(network, restored)))
                    .isInstanceOf(LogException.class)
                    .hasMessageContaining("older than what was published")
                    .hasMessageContaining("Nothing is signed");
        }
    }

    private static Configuration on(RemoteAnvil network, Path data) {
        Configuration standard = Loop.configuration(data, Optional.of(network.url()), Optional.empty());
        return new Configuration(standard.home(), data, standard.values().with(Settings.CHAIN_FINALITY, "1", "a test"));
    }
}
