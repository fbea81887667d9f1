package org.openledger.cli.review;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openledger.cli.option.AccountNamed;
import org.openledger.cli.option.JsonOption;
import org.openledger.cli.option.NodeCommand;
import org.openledger.client.NodeClient;
import org.openledger.client.community.NewWords;
import org.openledger.client.community.ReviewTalk;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code datanet say}: what reviewers and a contributor say to each other about rows. */
@Command(
        name = "say",
        description = {
            "Ask the contributor about rows, which are then held; answer; or appeal rows that a review refused.",
            "A row is appealed once, within 14 days, and the owner alone decides it. Without words, what was said is listed."
        },
        footer = {
            "",
            "Examples:",
            "  openledger datanet say 7 --ask \"where is this from?\" --rows 4 --as ben",
            "  openledger datanet say 7 --answer \"my own notes\"",
            "  openledger datanet say 7 --appeal \"it is about bread\" --rows 4"
        })
public final class SayCommand extends NodeCommand {
    @Parameters(paramLabel = "CONTRIBUTION", description = "its number: openledger datanet show")
    private String id = "";

    @ArgGroup
    private @Nullable Said said;

    @Option(names = "--rows", paramLabel = "LINES", description = "the rows that it is about, such as 3,8-12")
    private String rows = "";

    @Option(
            names = "--as",
            paramLabel = "ACCOUNT",
            description = "who says it (default: the owner asks, the contributor answers)")
    private @Nullable AccountNamed account;

    @Mixin
    private JsonOption json = new JsonOption();

    static final class Said {
        @Option(names = "--ask", paramLabel = "WORDS", description = "to the contributor")
        private @Nullable String ask;

        @Option(names = "--answer", paramLabel = "WORDS", description = "of the contributor")
        private @Nullable String answer;

        @Option(names = "--appeal", paramLabel = "WORDS", description = "of the contributor, to the owner")
        private @Nullable String appeal;
    }

    @Override
    public void run(NodeClient node) {
        Said one = said;
        if (one != null) {
            List<Integer> lines = ReviewCommand.lines("--rows", rows);
            String act = one.ask != null ? "ask" : one.answer != null ? "answer" : "appeal";
            String words = Optional.ofNullable(one.ask)
                    .or(() -> Optional.ofNullable(one.answer))
                    .or(() -> Optional.ofNullable(one.appeal))
                    .orElseThrow();
            node.say(
                    id,
                    new NewWords(act, lines, words, Optional.ofNullable(account).map(named -> named.address(node))));
        }
        List<ReviewTalk.Said> talk = node.talk(id).list();
        json.print(
                talk,
                () -> talk.forEach(each ->
                        System.out.println(each.name().orElse(each.who()) + ", " + each.act() + ": " + each.words())));
    }
}
