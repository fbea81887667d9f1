package org.openledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.app.Configuration;
import org.openledger.app.Node;
import org.openledger.client.NodeClient;
import org.openledger.client.row.CreditQuery;
import org.openledger.client.row.DatanetCredit;
import org.openledger.store.PostgresServer;
import org.openledger.verify.Verifier;

/** The whole loop in short, on a node that keeps its database in PostgreSQL. */
@Tag("loop")
final class NodeOnPostgresTest {
    private static final int TRAINING_STEPS = 40;

    @TempDir
    Path folder;

    @Test
    void theWholeLoopRunsOnPostgres() {
        Path data = folder.resolve("data");
        Configuration onPostgres =
                Loop.configuration(data, Optional.empty(), Optional.of(PostgresServer.freshDatabaseUrl()));
        String id;
        try (Node _ = Node.start(onPostgres);
                NodeClient client = NodeClient.ofDataFolder(data)) {
            Loop loop = new Loop(client);
            loop.trainModel(TRAINING_STEPS);
            id = loop.receiptOf(Loop.QUESTION);
            loop.awaitReceipt(id);
            WholeLoopTest.payContributors(loop);
            for (String order : List.of("earned", "repeated", "lowered")) {
                CreditQuery query = new CreditQuery(
                        Optional.empty(), order, Optional.empty(), Optional.empty(), /* offset= */ 0, /* limit= */ 20);
                DatanetCredit credit = Loop.until(() -> client.credit("1", query), found -> found.receipts() == 1);
                assertThat(credit.rows())
                        .as(order)
                        .isGreaterThanOrEqualTo(credit.list().size());
            }
        }
        assertThat(data.resolve("openledger.db")).doesNotExist();
        assertThat(WholeLoopTest.findings(onPostgres)).isEmpty();
        try (Node _ = Node.start(onPostgres);
                NodeClient again = NodeClient.ofDataFolder(data)) {
            byte[] file = again.receiptFile(id);
            assertThat(Verifier.accepted(Verifier.check(file, new Verifier.Options(Optional.empty()))))
                    .isTrue();
        }
    }
}
