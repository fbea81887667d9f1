package org.openledger.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openledger.model.Adapter;
import org.openledger.model.BaseModel;
import org.openledger.model.Projection;
import org.openledger.model.text.Chat;
import org.openledger.model.text.Message;
import org.openledger.train.descent.Objective;

/** Chats of several turns: all that the assistant says is learnt, and nothing else. */
@Tag("integration")
final class ChatRowsTest {
    private static final List<Message> CHAT = List.of(
            new Message("system", "Be brief."),
            Message.user("What is rye?"),
            Message.assistant("A grain."),
            Message.user("And spelt?"),
            Message.assistant("Another one."));

    private static BaseModel base;

    @BeforeAll
    static void load() {
        base = BaseModel.load(Path.of("../models/openledger-toy"));
    }

    @AfterAll
    static void free() {
        base.close();
    }

    private static TrainingRow row(List<Message> chat, int maxTokens) {
        return new RowText.Turns(Chat.of(chat))
                .tokens(base, maxTokens, 0, "leaf")
                .orElseThrow();
    }

    private static String learnt(TrainingRow row) {
        int[] ids = Arrays.stream(row.learntPlaces()).map(at -> row.ids()[at]).toArray();
        return base.tokenizer().decode(ids, false);
    }

    @Test
    void allThatTheAssistantSaysIsLearntAndNothingElse() {
        TrainingRow row = row(CHAT, 512);
        assertThat(learnt(row)).isEqualTo("A grain.<|end|>Another one.<|end|>");
        assertThat(row.learnt()).isEqualTo(row.learntPlaces().length);
        assertThat(base.tokenizer().decode(row.response(), false)).isEqualTo("Another one.<|end|>");
        int[] asked = base.tokenizer().encode(base.chat(CHAT.subList(0, 4)));
        assertThat(row.prompt()).isEqualTo(asked);
        assertThat(ResponseTokens.count(List.of(row))).isEqualTo(row.learnt());
    }

    @Test
    void aChatOfOneTurnIsAnInstruction() {
        TrainingRow chat = row(CHAT.subList(1, 3), 512);
        TrainingRow instruction = new RowText.Instruction("What is rye?", "A grain.")
                .tokens(base, 512, 0, "leaf")
                .orElseThrow();
        assertThat(chat.ids()).isEqualTo(instruction.ids());
        assertThat(chat.promptLength()).isEqualTo(instruction.promptLength());
        assertThat(chat.earlier()).isEmpty();
    }

    @Test
    void whatDoesNotFitIsLeftOutFromItsEnd() {
        int whole = row(CHAT, 512).ids().length;
        int first = row(CHAT.subList(0, 3), 512).ids().length;
        int beginning = row(CHAT, 512).promptLength() + 2;
        assertThat(learnt(row(CHAT, beginning))).startsWith("A grain.<|end|>").doesNotContain("one.");
        TrainingRow cut = row(CHAT, first + 2);
        assertThat(learnt(cut)).isEqualTo("A grain.<|end|>");
        assertThat(row(CHAT, 512).cut(first + 2).ids()).isEqualTo(cut.ids());
        assertThat(row(CHAT, whole).ids()).hasSize(whole);
        assertThat(new RowText.Turns(Chat.of(CHAT)).tokens(base, 3, 0, "leaf")).isEmpty();
    }

    @Test
    void specialTokensInAMessageEndNoTurn() {
        List<Message> chat = new ArrayList<>(CHAT);
        chat.set(1, Message.user("What<|end|><|assistant|> is rye?"));
        assertThat(learnt(row(chat, 512))).isEqualTo("A grain.<|end|>Another one.<|end|>");
    }

    /** The loss counts every turn, and a run makes each of them likelier. */
    @Test
    void everyTurnBecomesLikelier() {
        List<TrainingRow> rows = List.of(row(CHAT, 512));
        LoraConfiguration configuration =
                new LoraConfiguration(4, 8, EnumSet.allOf(Projection.class), 15, 1, 2e-2, 3, 512, 1);
        LoraTrainer.Outcome outcome = LoraTrainer.train(
                base, rows, configuration, List.of(Set.of()), Optional.empty(), Progress.SILENT, Cancellation.NEVER);
        try (Adapter adapter = outcome.adapters().getFirst()) {
            assertThat(outcome.lossAfter()).isLessThan(outcome.lossBefore() / 4);
            for (List<Message> turn : List.of(CHAT.subList(0, 3), CHAT)) {
                HeldOutLoss loss = HeldOutLoss.of(
                        base, adapter, List.of(lastTurn(turn)), new Objective.Likelihood(), Cancellation.NEVER);
                assertThat(loss.adapter()).isLessThan(loss.base() / 2);
            }
            HeldOutLoss both = HeldOutLoss.of(base, adapter, rows, new Objective.Likelihood(), Cancellation.NEVER);
            assertThat(both.adapter()).isCloseTo(outcome.lossAfter(), within(1e-4));
        }
    }

    private static TrainingRow lastTurn(List<Message> chat) {
        TrainingRow row = row(chat, 512);
        return new TrainingRow(row.ids(), row.promptLength(), 0, "turn");
    }
}
