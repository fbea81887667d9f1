package org.openledger.client.agent;

import java.util.List;
import org.openledger.client.call.CallerKind;
import org.openledger.client.call.Cost;
import org.openledger.client.call.Endpoint;
import org.openledger.client.call.Input;
import org.openledger.client.call.NoBody;
import org.openledger.client.call.NoQuery;
import org.openledger.client.call.Output;
import org.openledger.client.credential.IssuedKey;
import org.openledger.client.openai.ChatRequest;
import org.openledger.client.openai.CompletionAnswer;

/** The endpoints of agents, and of those who let them act. */
public final class AgentEndpoints {
    private static final String MANDATE_ID = "The mandate's id, 32 hexadecimal digits.";
    private static final String ACTION_ID = "The action's id, 32 hexadecimal digits.";
    private static final String SERVER = "What the operator calls the server, in agents.servers.";
    private static final String ID_EXAMPLE = "0f3c5a2e9b7d41688c1fa0d3b5e79246";

    public static final Endpoint<MandatesQuery, NoBody, MandateList> MANDATES = Endpoint.get(
                    "/api/mandates", "Search, filter and sort mandates")
            .by(CallerKind.ACCOUNT)
            .queried(MandatesQuery.class)
            .answers(MandateList.class);

    public static final Endpoint<NoQuery, NewMandate, MandateDraft> MANDATE_DRAFT = Endpoint.post(
                    "/api/mandates/draft", "Draft a mandate, and what is signed to give it")
            .says("Nothing of it is kept. What it does not name is not allowed.")
            .computes()
            .takes(NewMandate.class)
            .answers(MandateDraft.class);

    public static final Endpoint<NoQuery, SignedMandate, MandateDetail> MANDATE_CREATE = Endpoint.create(
                    "/api/mandates", "Give a mandate")
            .says(
                    "The signature is the caller's leave: that of the principal's wallet, or for a narrower mandate of the agent of the one above it. Without a signature the caller must be the signer, whose key the node keeps. Giving the same again changes nothing.")
            .by(CallerKind.ACCOUNT)
            .takes(SignedMandate.class)
            .answers(MandateDetail.class)
            .refuses(403, 409);

    public static final Endpoint<NoQuery, NoBody, MandateDetail> MANDATE = Endpoint.get(
                    "/api/mandates/{id}", "One mandate, with those above and under it")
            .by(CallerKind.ACCOUNT)
            .text("id", MANDATE_ID, ID_EXAMPLE)
            .answers(MandateDetail.class);

    public static final Endpoint<NoQuery, NewMandateKey, IssuedKey> MANDATE_KEY = Endpoint.create(
                    "/api/mandates/{id}/keys", "Issue a key with which an agent acts under a mandate")
            .says("It does nothing else, and ends with the mandate.")
            .by(CallerKind.ACCOUNT)
            .text("id", MANDATE_ID, ID_EXAMPLE)
            .takes(NewMandateKey.class)
            .answers(IssuedKey.class)
            .refuses(409);

    public static final Endpoint<NoQuery, MandatesEnd, EndedMandates> MANDATES_END = Endpoint.post(
                    "/api/mandates/end", "End mandates, and all under them")
            .says(
                    "Running calls are stopped. When it is answered, nothing more is done under them. An ended mandate stays ended.")
            .by(CallerKind.ACCOUNT)
            .takes(MandatesEnd.class)
            .answers(EndedMandates.class)
            .refuses(503);

    public static final Endpoint<NoQuery, NoBody, byte[]> TRAIL = Endpoint.get(
                    "/api/mandates/{id}/trail", "All that a family of mandates did, to check offline")
            .costs(Cost.LIST)
            .says("The file is sealed: keep its bytes as they are. openledger verify checks it.")
            .by(CallerKind.ACCOUNT)
            .text("id", MANDATE_ID, ID_EXAMPLE)
            .answers(new Output.Raw("application/json", "The sealed file."))
            .refuses(413, 503);

    public static final Endpoint<ActionsQuery, NoBody, ActionList> ACTIONS = Endpoint.get(
                    "/api/actions", "Search, filter and sort what agents did")
            .by(CallerKind.ACCOUNT)
            .queried(ActionsQuery.class)
            .answers(ActionList.class);

    public static final Endpoint<NoQuery, NoBody, ActionDetail> ACTION = Endpoint.get(
                    "/api/actions/{id}", "What an agent did, and why it was let do it or not")
            .by(CallerKind.ACCOUNT)
            .text("id", ACTION_ID, ID_EXAMPLE)
            .answers(ActionDetail.class);

    public static final Endpoint<NoQuery, NoBody, PaidAction> ACTION_PAYMENT = Endpoint.get(
                    "/api/actions/{id}/payment", "What shows on chain that a call was paid for")
            .costs(Cost.CHAIN)
            .says(
                    "Whoever paid shows it to the reputation registry of agents, and then says something of the node there.")
            .by(CallerKind.ACCOUNT)
            .text("id", ACTION_ID, ID_EXAMPLE)
            .answers(PaidAction.class)
            .refuses(409, 503);

    public static final Endpoint<ApprovalQuery, NoBody, ApprovalDraft> APPROVAL = Endpoint.get(
                    "/api/actions/{id}/approval", "What an approver signs to let a call through")
            .by(CallerKind.ACCOUNT)
            .text("id", ACTION_ID, ID_EXAMPLE)
            .queried(ApprovalQuery.class)
            .answers(ApprovalDraft.class);

    public static final Endpoint<NoQuery, ActionApproval, ActionDetail> APPROVE = Endpoint.post(
                    "/api/actions/{id}/approval", "Let a call through that waits, and do it")
            .says("It is done once, whoever signs how often; every rule is asked again before.")
            .costs(Cost.ASK)
            .by(CallerKind.ACCOUNT)
            .text("id", ACTION_ID, ID_EXAMPLE)
            .takes(ActionApproval.class)
            .answers(ActionDetail.class)
            .refuses(403, 409);

    public static final Endpoint<NoQuery, NoBody, ActionDetail> REJECT = Endpoint.post(
                    "/api/actions/{id}/rejection", "Decline a call that waits")
            .by(CallerKind.ACCOUNT)
            .text("id", ACTION_ID, ID_EXAMPLE)
            .answers(ActionDetail.class)
            .refuses(409);

    public static final Endpoint<NoQuery, NoBody, ToolList> TOOLS =
            Endpoint.get("/api/tools", "The tools that mandates may name").answers(ToolList.class);

    public static final Endpoint<NoQuery, NoBody, ToolList> SERVER_TOOLS = Endpoint.get(
                    "/api/servers/{server}/tools", "The tools of another server, as mandates may name them")
            .costs(Cost.LIST)
            .says(
                    "The server is asked now. A mandate that names a tool pins where the server is and all that it says of it.")
            .by(CallerKind.ACCOUNT)
            .text("server", SERVER, "files")
            .answers(ToolList.class)
            .refuses(502);

    public static final Endpoint<NoQuery, byte[], byte[]> MCP_VIA = Endpoint.post(
                    "/mcp/via/{server}", "Call tools of another server by the Model Context Protocol")
            .says(
                    "Only those that the caller's mandate names as they are now: one that was changed, renamed or added since is not reached. Each call is decided and recorded as those of this node are, and has at most one effect.")
            .costs(Cost.ASK)
            .by(CallerKind.AGENT)
            .text("server", SERVER, "files")
            .takes(new Input.Raw("application/json", "A request of JSON-RPC."))
            .answers(new Output.Raw("application/json", "Its response."))
            .refuses(502);

    public static final Endpoint<NoQuery, byte[], byte[]> MCP = Endpoint.post(
                    "/mcp", "Call tools by the Model Context Protocol")
            .says(
                    "Revisions 2026-07-28 and 2025-11-25, without sessions. A call that bears an Idempotency-Key has one effect, however often it is sent.")
            .costs(Cost.ASK)
            .by(CallerKind.AGENT)
            .takes(new Input.Raw("application/json", "A request of JSON-RPC."))
            .answers(new Output.Raw("application/json", "Its response."));

    public static final Endpoint<NoQuery, ChatRequest, CompletionAnswer> CHAT = Endpoint.post(
                    "/agents/v1/chat/completions", "Ask for the next message of a conversation, under a mandate")
            .says(
                    "What OpenAI's clients send, to this base address; it is a call of the tool ask_model. An answer is given once its record is written, as a stream in one piece.")
            .costs(Cost.ASK)
            .by(CallerKind.AGENT)
            .takes(ChatRequest.class)
            .answers(CompletionAnswer.class)
            .streams(CompletionAnswer.class)
            .refuses(402, 403, 404, 409, 429, 503);

    public static final Endpoint<NoQuery, NoBody, byte[]> CARD = Endpoint.get(
                    "/.well-known/agent-card.json", "What this node is to other agents (A2A)")
            .says(
                    "An Agent Card of A2A 1.0: where agents reach the node, by which protocols, and what it can do for them.")
            .answers(new Output.Raw("application/json", "The card."));

    public static final Endpoint<NoQuery, NoBody, AgentRegistration> REGISTRATION = Endpoint.get(
                    "/api/agent", "This node in the registries of agents (ERC-8004)")
            .costs(Cost.CHAIN)
            .answers(AgentRegistration.class)
            .refuses(409, 503);

    public static final Endpoint<NoQuery, NewAgentRegistration, AgentRegistration> REGISTER = Endpoint.post(
                    "/api/agent", "Register this node as an agent, or say that its file is elsewhere")
            .says(
                    "A transaction of the operator's; the answer has the agent once it is in a block. Saying the same again changes nothing.")
            .by(CallerKind.ADMINISTRATOR)
            .takes(NewAgentRegistration.class)
            .answers(AgentRegistration.class)
            .refuses(409, 503);

    public static final Endpoint<NoQuery, NoBody, byte[]> REGISTRATION_FILE = Endpoint.get(
                    "/.well-known/agent-registration.json", "The registration file of this node as an agent (ERC-8004)")
            .costs(Cost.CHAIN)
            .answers(new Output.Raw("application/json", "The file."))
            .refuses(409, 503);

    public static final List<Endpoint<?, ?, ?>> ALL = List.of(
            MANDATES,
            MANDATE_DRAFT,
            MANDATE_CREATE,
            MANDATE,
            MANDATE_KEY,
            MANDATES_END,
            TRAIL,
            ACTIONS,
            ACTION,
            ACTION_PAYMENT,
            APPROVAL,
            APPROVE,
            REJECT,
            TOOLS,
            SERVER_TOOLS,
            MCP,
            MCP_VIA,
            CARD,
            REGISTRATION,
            REGISTER,
            REGISTRATION_FILE,
            CHAT);

    private AgentEndpoints() {}
}
