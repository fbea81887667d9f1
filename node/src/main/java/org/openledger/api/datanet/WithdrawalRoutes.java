package org.openledger.api.datanet;

import java.util.Locale;
import java.util.Optional;
import org.openledger.api.http.ApiException;
import org.openledger.api.http.Call;
import org.openledger.api.http.Handlers;
import org.openledger.api.http.ListQuery;
import org.openledger.api.http.LiveEvents;
import org.openledger.api.http.Names;
import org.openledger.client.call.NoBody;
import org.openledger.client.call.NoQuery;
import org.openledger.client.withdrawal.NewTakedown;
import org.openledger.client.withdrawal.NewWithdrawal;
import org.openledger.client.withdrawal.TakedownAnswer;
import org.openledger.client.withdrawal.TakedownDecision;
import org.openledger.client.withdrawal.TakedownLine;
import org.openledger.client.withdrawal.TakedownList;
import org.openledger.client.withdrawal.TakedownsQuery;
import org.openledger.client.withdrawal.WithdrawalEndpoints;
import org.openledger.client.withdrawal.WithdrawalLine;
import org.openledger.client.withdrawal.WithdrawalList;
import org.openledger.client.withdrawal.WithdrawalPreview;
import org.openledger.client.withdrawal.WithdrawalsQuery;
import org.openledger.identity.Address;
import org.openledger.identity.Reader;
import org.openledger.store.ListPage;
import org.openledger.withdrawal.Concern;
import org.openledger.withdrawal.Takedowns;
import org.openledger.withdrawal.Withdrawal;
import org.openledger.withdrawal.WithdrawalScope;

/** Rows that are taken back, and notices against rows. */
public final class WithdrawalRoutes implements Handlers.Noun {
    private static final int SHOWN_ANSWERS = 20;

    private final DatanetParts parts;
    private final DatanetViews views;
    private final Names names;
    private final LiveEvents events;

    public WithdrawalRoutes(DatanetParts parts, DatanetViews views, Names names, LiveEvents events) {
        this.parts = parts;
        this.views = views;
        this.names = names;
        this.events = events;
    }

    @Override
    public void handle(Handlers handlers) {
        handlers.answer(WithdrawalEndpoints.LIST, this::list);
        handlers.answer(WithdrawalEndpoints.PREVIEW, this::preview);
        handlers.answer(WithdrawalEndpoints.WITHDRAW, this::withdraw);
        handlers.answer(
                WithdrawalEndpoints.SHOW, call -> line(parts.withdrawals().require(call.number("id"))));
        handlers.answer(WithdrawalEndpoints.TAKEDOWNS, this::takedowns);
        handlers.answer(WithdrawalEndpoints.TAKEDOWN, this::takedown);
        handlers.answer(
                WithdrawalEndpoints.TAKEDOWN_SHOW,
                call -> line(
                        parts.takedowns().require(call.number("id")),
                        call.caller().reader()));
        handlers.answer(WithdrawalEndpoints.TAKEDOWN_ANSWER, this::answer);
        handlers.answer(WithdrawalEndpoints.TAKEDOWN_DECIDE, this::decide);
    }

    private WithdrawalList list(Call<WithdrawalsQuery, NoBody> call) {
        long id = parts.datanets().require(call.number("id")).id();
        ListPage<WithdrawalLine> page =
                parts.withdrawals().list(id, ListQuery.of(call.query())).map(this::line);
        return new WithdrawalList(page.list(), page.total());
    }

    private WithdrawalPreview preview(Call<NoQuery, NewWithdrawal> call) {
        String contributor = contributor(call);
        Concern concern = parts.withdrawals().preview(call.number("id"), contributor, scope(call.body()));
        return new WithdrawalPreview(
                concern.rows(),
                concern.first().stream()
                        .map(row -> new WithdrawalPreview.TakenRow(
                                row.leaf(), Long.toString(row.contribution()), row.line(), row.text()))
                        .toList(),
                concern.unsigned(),
                concern.versions(),
                concern.models().stream()
                        .map(model -> new WithdrawalPreview.LearntModel(
                                model.name(), model.number(), model.run(), model.rows()))
                        .toList(),
                concern.receipts(),
                concern.conversations().size(),
                concern.conversations().stream().limit(SHOWN_ANSWERS).toList(),
                concern.earnedGwei(),
                concern.waitingGwei());
    }

    private WithdrawalLine withdraw(Call<NoQuery, NewWithdrawal> call) {
        String contributor = contributor(call);
        long datanet = call.number("id");
        Withdrawal made = parts.withdrawals().withdraw(datanet, contributor, scope(call.body()));
        announce(datanet);
        return line(made);
    }

    private static String contributor(Call<NoQuery, NewWithdrawal> call) {
        String contributor = Address.parse(call.body().contributor());
        call.caller().requireFor(contributor);
        return contributor;
    }

    private static WithdrawalScope scope(NewWithdrawal wanted) {
        boolean all = wanted.all().orElse(false);
        int given = (all ? 1 : 0)
                + (wanted.contribution().isPresent() ? 1 : 0)
                + (wanted.rows().isEmpty() ? 0 : 1);
        if (given != 1) {
            throw ApiException.invalid("rows", "Give exactly one of 'rows', 'contribution' and 'all'.");
        }
        if (all) {
            return new WithdrawalScope.All();
        }
        return wanted.contribution()
                .<WithdrawalScope>map(id -> new WithdrawalScope.Contribution(number(id)))
                .orElseGet(() -> new WithdrawalScope.Rows(wanted.rows()));
    }

    private static long number(String id) {
        if (!id.matches("[0-9]{1,18}")) {
            throw ApiException.invalid("contribution", "'contribution' must be a contribution's number.");
        }
        return Long.parseLong(id);
    }

    private WithdrawalLine line(Withdrawal withdrawal) {
        return new WithdrawalLine(
                Long.toString(withdrawal.id()),
                Long.toString(withdrawal.datanet()),
                withdrawal.contributor(),
                names.of(withdrawal.contributor()),
                withdrawal.takedown().map(String::valueOf),
                withdrawal.rows(),
                withdrawal.timeMillis(),
                withdrawal.finishedMillis().isPresent() ? "done" : "erasing",
                withdrawal.digest(),
                withdrawal.logIndex());
    }

    private TakedownList takedowns(Call<TakedownsQuery, NoBody> call) {
        long id = parts.datanets().require(call.number("id")).id();
        Reader reader = call.caller().reader();
        ListPage<TakedownLine> page =
                parts.takedowns().list(id, ListQuery.of(call.query())).map(whole -> line(whole, reader));
        return new TakedownList(page.list(), page.total());
    }

    private TakedownLine takedown(Call<NoQuery, NewTakedown> call) {
        long datanet = call.number("id");
        NewTakedown notice = call.body();
        Takedowns.Whole given = parts.takedowns().give(datanet, notice.rows(), notice.why(), notice.contact());
        announce(datanet);
        return line(given, call.caller().reader());
    }

    private TakedownLine answer(Call<NoQuery, TakedownAnswer> call) {
        String contributor = Address.parse(call.body().contributor());
        call.caller().requireFor(contributor);
        Takedowns.Whole answered = parts.takedowns()
                .answer(call.number("id"), contributor, call.body().words());
        announce(answered.takedown().datanet());
        return line(answered, call.caller().reader());
    }

    private TakedownLine decide(Call<NoQuery, TakedownDecision> call) {
        Takedowns.Whole whole = parts.takedowns().require(call.number("id"));
        String owner = parts.datanets().require(whole.takedown().datanet()).owner();
        call.caller().requireFor(owner);
        TakedownDecision decision = call.body();
        Takedowns.Whole decided =
                parts.takedowns().decide(whole.takedown().id(), owner, decision.uphold(), decision.words());
        announce(decided.takedown().datanet());
        return line(decided, call.caller().reader());
    }

    private TakedownLine line(Takedowns.Whole whole, Reader reader) {
        String owner = parts.datanets().require(whole.takedown().datanet()).owner();
        boolean concerned = reader.is(owner) || whole.contributors().stream().anyMatch(reader::is);
        return new TakedownLine(
                Long.toString(whole.takedown().id()),
                Long.toString(whole.takedown().datanet()),
                lower(whole.takedown().state()),
                whole.leaves(),
                whole.contributors().stream().sorted().toList(),
                concerned ? Optional.of(whole.takedown().contact()) : Optional.empty(),
                whole.takedown().createdMillis(),
                whole.takedown().deadlineMillis(),
                whole.acts().stream()
                        .map(act -> new TakedownLine.Said(
                                lower(act.act()),
                                Optional.of(act.who()).filter(who -> !who.isEmpty()),
                                act.words(),
                                act.timeMillis(),
                                act.logIndex()))
                        .toList());
    }

    private static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }

    private void announce(long datanet) {
        events.announce(LiveEvents.Kind.DATANET, views.line(parts.datanets().require(datanet)));
    }
}
