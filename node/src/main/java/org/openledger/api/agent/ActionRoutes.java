package org.openledger.api.agent;

import java.time.InstantSource;
import java.util.List;
import org.openledger.agency.Actions;
import org.openledger.agency.Agency;
import org.openledger.answer.Inference;
import org.openledger.api.http.Access;
import org.openledger.api.http.Call;
import org.openledger.api.http.Handlers;
import org.openledger.api.http.JsonFormat;
import org.openledger.api.http.ListQuery;
import org.openledger.api.receipt.ReceiptParts;
import org.openledger.api.receipt.ReceiptViews;
import org.openledger.client.agent.ActionApproval;
import org.openledger.client.agent.ActionDetail;
import org.openledger.client.agent.ActionLine;
import org.openledger.client.agent.ActionList;
import org.openledger.client.agent.ActionsQuery;
import org.openledger.client.agent.AgentEndpoints;
import org.openledger.client.agent.ApprovalDraft;
import org.openledger.client.agent.ApprovalQuery;
import org.openledger.client.agent.PaidAction;
import org.openledger.client.call.NoBody;
import org.openledger.client.call.NoQuery;
import org.openledger.evidence.Permits;
import org.openledger.identity.Address;
import org.openledger.receipt.Receipts;
import org.openledger.reputation.AgentRegistry;
import org.openledger.store.ListPage;
import org.openledger.verify.agency.Mandate;

/** What agents did, and calls that wait for a person. */
public final class ActionRoutes implements Handlers.Noun {
    private final Agency agency;
    private final ReceiptParts receipts;
    private final InstantSource clock;

    public ActionRoutes(Agency agency, ReceiptParts receipts, InstantSource clock) {
        this.agency = agency;
        this.receipts = receipts;
        this.clock = clock;
    }

    @Override
    public void handle(Handlers handlers) {
        handlers.answer(AgentEndpoints.ACTIONS, this::list);
        handlers.answer(AgentEndpoints.ACTION, call -> detail(requireReadable(call.caller(), call.text("id"))));
        handlers.answer(AgentEndpoints.ACTION_PAYMENT, call -> paid(requireReadable(call.caller(), call.text("id"))));
        handlers.answer(AgentEndpoints.APPROVAL, this::draft);
        handlers.answer(AgentEndpoints.APPROVE, this::approve);
        handlers.answer(AgentEndpoints.REJECT, this::reject);
    }

    /** Licences are those of today: the record has those of its day. */
    private ActionDetail detail(Actions.Kept kept) {
        List<Permits.Permit> permits = kept.receipt()
                .flatMap(receipts.receipts()::find)
                .flatMap(Inference::signed)
                .map(signed -> receipts.permits().of(Receipts.receipt(signed)))
                .orElseGet(() -> receipts.permits()
                        .ofSources(kept.record().stream()
                                .flatMap(record -> record.licences().stream())
                                .map(licensed -> Long.parseLong(licensed.datanet()))
                                .distinct()
                                .toList()));
        return Views.detail(kept, ReceiptViews.permits(permits));
    }

    private PaidAction paid(Actions.Kept kept) {
        AgentRegistry.PaidRecord paid = agency.registry().paid(kept.record(), kept.principal());
        return new PaidAction(
                paid.reputation(),
                paid.operator(),
                paid.client(),
                paid.record(),
                paid.paidGwei(),
                paid.drawnGwei(),
                paid.signature());
    }

    private ActionList list(Call<ActionsQuery, NoBody> call) {
        ListPage<ActionLine> page = agency.actions()
                .list(ListQuery.of(call.query()), call.caller().reader()::with)
                .map(Views::line);
        return new ActionList(page.list(), page.total());
    }

    private Actions.Kept requireReadable(Access.Caller caller, String id) {
        Actions.Kept kept = agency.actions().require(id);
        Mandate mandate = agency.mandates().require(kept.mandate()).mandate();
        boolean reads = caller.account()
                .filter(account -> account.equals(mandate.agent())
                        || mandate.approval().by().contains(account))
                .isPresent();
        if (!reads) {
            caller.requireFor(mandate.principal());
        }
        return kept;
    }

    private ApprovalDraft draft(Call<ApprovalQuery, NoBody> call) {
        Actions.Kept kept = requireReadable(call.caller(), call.text("id"));
        return new ApprovalDraft(JsonFormat.read(agency.actions()
                .approval(kept.id(), call.query().deadlineSeconds())
                .json()));
    }

    private ActionDetail approve(Call<NoQuery, ActionApproval> call) throws InterruptedException {
        ActionApproval given = call.body();
        String by = Address.parse(given.by());
        Actions.Kept kept = requireReadable(call.caller(), call.text("id"));
        if (given.signature().isEmpty()) {
            call.caller().requireFor(by);
        }
        agency.actions().approve(kept.id(), by, given.signature(), given.deadlineSeconds(), clock.millis());
        return detail(agency.actions().require(kept.id()));
    }

    private ActionDetail reject(Call<NoQuery, NoBody> call) {
        Actions.Kept kept = requireReadable(call.caller(), call.text("id"));
        agency.actions().reject(kept.id(), call.caller().account().orElse("an administrator"));
        return detail(agency.actions().require(kept.id()));
    }
}
