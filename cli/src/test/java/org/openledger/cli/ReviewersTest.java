package org.openledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.app.Node;
import org.openledger.client.NodeClient;
import org.openledger.client.account.NewAccount;
import org.openledger.client.community.AgreementView;
import org.openledger.client.community.InvitationLine;
import org.openledger.client.datanet.NewDatanet;

/** Review by people whom an owner invited, by commands alone. */
@Tag("loop")
final class ReviewersTest {
    @TempDir
    static Path folder;

    private static final List<String> ROWS = List.of(
            "{\"text\": \"Bread needs flour, water, salt and a starter that is awake.\"}",
            "{\"text\": \"Black tea steeps three minutes and green tea steeps two.\"}",
            "{\"text\": \"Miso is a paste of soybeans, koji and salt, aged for months.\"}",
            "{oops");

    private final Path data = folder.resolve("data");

    @Test
    void invitedReviewersVoteAndTheContributorAppealsByCommands() throws Exception {
        try (Node _ = Node.start(Loop.configuration(data));
                NodeClient client = NodeClient.ofDataFolder(data)) {
            String mira = client.createAccount(new NewAccount("mira")).address();
            List.of("ana", "ben", "cem").forEach(name -> client.createAccount(new NewAccount(name)));
            String datanet = client.createDatanet(new NewDatanet(mira, "Bread", "TEXT", "CC0-1.0", "Be kind."))
                    .id();
            Loop.until(
                    () -> client.datanet(datanet), made -> made.line().token().isPresent());
            for (String name : List.of("ben", "cem")) {
                InvitationLine invited = NodeClient.JSON.readValue(
                        run("datanet", "invite", datanet, "--role", "reviewer", "--json")
                                .out(),
                        InvitationLine.class);
                String code = invited.code().orElseThrow();
                run("datanet", "join", invited.id(), "--code", code, "--as", name);
                assertThat(ran("datanet", "join", invited.id(), "--code", code, "--as", "ana")
                                .said())
                        .contains("is taken: ask for another one");
            }
            assertThat(run("datanet", "members", datanet).out()).contains("ben", "cem", "reviewer");
            assertThat(run("datanet", "policy", datanet, "--quorum", "2", "--hours", "1")
                            .out())
                    .contains("2 votes that agree");
            Path file = Files.write(folder.resolve("rows.jsonl"), ROWS);
            run("contribute", datanet, file.toString(), "--as", "ana");
            assertThat(ran("datanet", "review", "1").said()).contains("reviewers vote on contribution 1 until");
            assertThat(ran("datanet", "vote", "1", "--as", "ana", "--accept", "1")
                            .said())
                    .contains("does not review for Datanet");
            run("datanet", "vote", "1", "--as", "mira", "--gold", "--accept", "1", "--refuse", "3");
            for (String name : List.of("ben", "cem")) {
                assertThat(run("datanet", "review", "1", "--list", "--as", name).out())
                        .contains("Miso");
                run("datanet", "vote", "1", "--as", name, "--accept", "1,2", "--refuse", "3", "--because", "no bread");
            }
            assertThat(run("datanet", "lines", "1").out()).contains("accepted", "quorum", "no bread", "malformed-json");
            assertThat(NodeClient.JSON
                            .readValue(
                                    run("datanet", "agreement", datanet, "--json")
                                            .out(),
                                    AgreementView.class)
                            .alpha())
                    .contains(1.0);
            run("datanet", "say", "1", "--appeal", "miso is eaten on bread", "--rows", "3");
            assertThat(ran("datanet", "say", "1", "--appeal", "again", "--rows", "3")
                            .said())
                    .contains("cannot be appealed");
            run("datanet", "review", "1", "--accept", "3", "--unseen");
            assertThat(run("datanet", "say", "1").out()).contains("miso is eaten on bread", "decide");
            assertThat(client.contribution("1").rowsAccepted()).isEqualTo(3);
        }
        assertThat(WholeLoopTest.findings(data)).isEmpty();
    }

    /** Those of every day are 200. */
    @Test
    @Tag("campaign")
    void aThousandRowsAreReviewedByStrokesOfKeys() throws Exception {
        try (Node node = Node.start(Loop.configuration(data))) {
            PageScripts.run(node, /* key= */ "none", Map.of("OPENLEDGER_REVIEWED_ROWS", "1000"), List.of("review"));
        }
    }

    private Ran ran(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--data", data.toString()));
        return Ran.of(all);
    }

    private Ran run(String... words) {
        Ran ran = ran(words);
        assertThat(ran.code()).as("%s: %s", List.of(words), ran.said()).isZero();
        return ran;
    }
}
