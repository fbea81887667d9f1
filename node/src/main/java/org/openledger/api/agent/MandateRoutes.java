package org.openledger.api.agent;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.openledger.agency.Agency;
import org.openledger.agency.AgentTool;
import org.openledger.agency.Kill;
import org.openledger.agency.Mandates;
import org.openledger.api.http.Access;
import org.openledger.api.http.ApiException;
import org.openledger.api.http.Call;
import org.openledger.api.http.Handlers;
import org.openledger.api.http.JsonFormat;
import org.openledger.api.http.ListQuery;
import org.openledger.client.agent.AgentEndpoints;
import org.openledger.client.agent.ArgumentBound;
import org.openledger.client.agent.EndedMandates;
import org.openledger.client.agent.MandateDetail;
import org.openledger.client.agent.MandateDraft;
import org.openledger.client.agent.MandateLine;
import org.openledger.client.agent.MandateList;
import org.openledger.client.agent.MandatesEnd;
import org.openledger.client.agent.MandatesQuery;
import org.openledger.client.agent.NewMandate;
import org.openledger.client.agent.NewMandateKey;
import org.openledger.client.agent.SignedMandate;
import org.openledger.client.agent.ToolLine;
import org.openledger.client.agent.ToolList;
import org.openledger.client.call.NoBody;
import org.openledger.client.call.NoQuery;
import org.openledger.client.credential.IssuedKey;
import org.openledger.identity.Address;
import org.openledger.identity.credential.ApiKeys;
import org.openledger.store.ListPage;
import org.openledger.verify.agency.Bound;
import org.openledger.verify.agency.Condition;
import org.openledger.verify.agency.Mandate;
import org.openledger.verify.agency.Undoing;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Json;
import org.openledger.verify.bytes.VerifyException;
import tools.jackson.databind.JsonNode;

/** Mandates: drafted, given, listed, ended; their keys and trails; the tools that they may name. */
public final class MandateRoutes implements Handlers.Noun {
    private static final long MILLIS_PER_SECOND = 1_000;

    private final Agency agency;
    private final InstantSource clock;

    public MandateRoutes(Agency agency, InstantSource clock) {
        this.agency = agency;
        this.clock = clock;
    }

    @Override
    public void handle(Handlers handlers) {
        handlers.answer(AgentEndpoints.MANDATES, this::list);
        handlers.answer(AgentEndpoints.MANDATE_DRAFT, call -> draft(call.body()));
        handlers.answer(AgentEndpoints.MANDATE_CREATE, this::give);
        handlers.answer(AgentEndpoints.MANDATE, call -> detail(requireReadable(call.caller(), call.text("id"))));
        handlers.answer(AgentEndpoints.MANDATE_KEY, this::key);
        handlers.answer(AgentEndpoints.MANDATES_END, this::end);
        handlers.write(AgentEndpoints.TRAIL, this::trail);
        handlers.answer(
                AgentEndpoints.TOOLS,
                call -> new ToolList(
                        agency.tools().all().stream().map(MandateRoutes::line).toList()));
        handlers.answer(AgentEndpoints.SERVER_TOOLS, this::tools);
    }

    private ToolList tools(Call<NoQuery, NoBody> call) throws InterruptedException {
        if (!call.caller().administers()) {
            call.caller().requireAccount();
        }
        return new ToolList(agency.tools().servers().tools(call.text("server")).stream()
                .map(each -> line(each.tool()))
                .toList());
    }

    private static ToolLine line(AgentTool tool) {
        return new ToolLine(
                tool.name(), tool.toolClass().word(), tool.pinned().schemaDigest(), Views.tree(tool.definition()));
    }

    private MandateList list(Call<MandatesQuery, NoBody> call) {
        ListPage<MandateLine> page = agency.mandates()
                .list(ListQuery.of(call.query()), call.caller().reader()::with)
                .map(kept -> Views.line(kept, clock.millis()));
        return new MandateList(page.list(), page.total());
    }

    private MandateDraft draft(NewMandate wanted) throws InterruptedException {
        Mandates mandates = agency.mandates();
        Optional<Mandate> parent =
                wanted.parent().map(id -> mandates.require(id).mandate());
        long now = clock.millis() / MILLIS_PER_SECOND;
        long from = wanted.notBeforeSeconds()
                .orElse(Math.max(now, parent.map(Mandate::notBeforeSeconds).orElse(0L)));
        long until = Math.min(
                from + wanted.lifeSeconds(), parent.map(Mandate::expiresSeconds).orElse(Long.MAX_VALUE));
        List<Mandate.Tool> tools = mandates.pinned(wanted.tools());
        Mandate mandate = Mandates.checked(() -> new Mandate(
                mandates.newId(),
                mandates.domain().operator(),
                Address.parse(wanted.principal()),
                Address.parse(wanted.agent()),
                wanted.name(),
                wanted.task(),
                wanted.parent(),
                from,
                until,
                new Mandate.Caps(wanted.budgetGwei(), wanted.callGwei(), wanted.dayGwei(), wanted.maxCalls()),
                new Mandate.Scope(
                        tools,
                        sorted(wanted.models()),
                        numbers(wanted.datanets()),
                        sorted(wanted.licences()),
                        numbers(wanted.trustedDatanets()),
                        bounds(wanted.bounds()),
                        wanted.conditions().stream()
                                .map(each -> new Condition(each.name(), each.tool(), each.cel()))
                                .sorted(Comparator.comparing(Condition::name))
                                .toList(),
                        wanted.undo().stream()
                                .map(each -> new Undoing(
                                        each.tool(),
                                        Undoing.Kind.valueOf(each.kind().toUpperCase(Locale.ROOT)),
                                        each.by()))
                                .sorted(Comparator.comparing(Undoing::tool))
                                .toList()),
                new Mandate.ApprovalTerms(
                        wanted.approvalAboveGwei(),
                        sorted(wanted.approvalClasses()),
                        sorted(wanted.approvers().stream().map(Address::parse).toList())),
                new Mandate.Provenance(wanted.minAttributedPpm())));
        mandates.requireSound(mandate);
        return new MandateDraft(
                Views.tree(mandate.json()),
                JsonFormat.read(mandates.typedData(mandate).json()));
    }

    private static List<Bound> bounds(List<ArgumentBound> wanted) {
        return wanted.stream()
                .map(each -> new Bound(
                        each.tool(),
                        each.argument(),
                        Bound.Kind.valueOf(each.kind().toUpperCase(Locale.ROOT)),
                        sorted(each.values())))
                .sorted(Bound.ORDER)
                .toList();
    }

    private static List<String> sorted(List<String> words) {
        return words.stream().sorted().toList();
    }

    private static List<String> numbers(List<Long> numbers) {
        return sorted(numbers.stream().map(String::valueOf).toList());
    }

    private MandateDetail give(Call<NoQuery, SignedMandate> call) throws InterruptedException {
        SignedMandate given = call.body();
        Mandate mandate = Mandates.parse(json(given.mandate()));
        String signer = given.signer().map(Address::parse).orElse(mandate.principal());
        if (given.signature().isEmpty()) {
            call.caller().requireFor(signer);
        }
        return detail(agency.mandates().give(mandate, signer, given.signature()));
    }

    /** A document as it was sent. */
    private static Json json(JsonNode sent) {
        try {
            return CanonicalJson.parse(JsonFormat.write(sent).getBytes(StandardCharsets.UTF_8));
        } catch (VerifyException wrong) {
            throw ApiException.invalid("mandate", "'mandate' is wrong: " + wrong.getMessage() + ".");
        }
    }

    private MandateDetail detail(Mandates.Kept kept) {
        long now = clock.millis();
        String id = kept.mandate().id();
        return new MandateDetail(
                Views.line(kept, now),
                Views.tree(kept.mandate().json()),
                agency.mandates().chain(id).stream()
                        .skip(1)
                        .map(each -> Views.line(each, now))
                        .toList(),
                agency.mandates().under(id).stream()
                        .map(each -> Views.line(each, now))
                        .toList());
    }

    private Mandates.Kept requireReadable(Access.Caller caller, String id) {
        Mandates.Kept kept = agency.mandates().require(id);
        if (caller.account().filter(kept.mandate().agent()::equals).isEmpty()) {
            caller.requireFor(kept.mandate().principal());
        }
        return kept;
    }

    private IssuedKey key(Call<NoQuery, NewMandateKey> call) {
        Mandates.Kept kept = requireReadable(call.caller(), call.text("id"));
        ApiKeys.Issued issued =
                agency.mandates().key(kept.mandate().id(), call.body().label());
        return new IssuedKey(issued.key().id(), issued.secret());
    }

    private EndedMandates end(Call<NoQuery, MandatesEnd> call) {
        MandatesEnd wanted = call.body();
        long named = List.of(wanted.mandate(), wanted.agent(), wanted.principal()).stream()
                        .filter(Optional::isPresent)
                        .count()
                + (wanted.all() ? 1 : 0);
        if (named != 1) {
            throw ApiException.invalid("mandate", "Name one of 'mandate', 'agent', 'principal' and 'all'.");
        }
        Access.Caller caller = call.caller();
        if (!caller.administers()) {
            caller.requireAccount();
        }
        wanted.mandate().ifPresent(id -> requireReadable(caller, id));
        List<String> ended = agency.kill()
                .end(
                        new Kill.Which(
                                wanted.mandate(),
                                wanted.agent().map(Address::parse),
                                wanted.principal().map(Address::parse)),
                        mandate -> caller.administers()
                                || caller.account()
                                        .filter(account ->
                                                account.equals(mandate.principal()) || account.equals(mandate.agent()))
                                        .isPresent(),
                        caller.administrator()
                                .map(name -> "administrator " + name)
                                .or(caller::account)
                                .orElseThrow());
        return new EndedMandates(ended);
    }

    private void trail(Call<NoQuery, NoBody> call) {
        String id = call.text("id");
        Mandates.Kept kept = agency.mandates().require(id);
        call.caller().requireFor(kept.mandate().principal());
        call.context()
                .contentType("application/json")
                .header("Content-Disposition", "attachment; filename=\"" + id + ".trail.json\"")
                .result(agency.trails().export(id));
    }
}
