package org.openledger.client.node;

import java.util.List;
import org.openledger.client.call.CallerKind;
import org.openledger.client.call.Cost;
import org.openledger.client.call.Endpoint;
import org.openledger.client.call.Input;
import org.openledger.client.call.NoBody;
import org.openledger.client.call.NoQuery;
import org.openledger.client.call.Output;

/** The endpoints of the node itself. */
public final class NodeEndpoints {
    public static final Endpoint<NoQuery, NoBody, NodeOverview> OVERVIEW = Endpoint.get(
                    "/api/overview", "The node, and the latest of everything")
            .costs(Cost.LIST)
            .answers(NodeOverview.class);

    public static final Endpoint<SearchQuery, NoBody, SearchHits> SEARCH = Endpoint.get(
                    "/api/search", "Where a name, an id, a hash, or the beginning of one leads")
            .costs(Cost.LIST)
            .says("At most 20 are found. Questions and answers are not searched.")
            .queried(SearchQuery.class)
            .answers(SearchHits.class);

    public static final Endpoint<NoQuery, NoBody, byte[]> EVENTS = Endpoint.get(
                    "/api/events", "What changes, as it changes")
            .costs(Cost.STREAM)
            .says("The event's name is receipt, datanet, model, run or epoch; its data is that one's line.")
            .answers(new Output.Raw("text/event-stream", "Server-sent events, with a comment every 15 seconds."))
            .refuses(503);

    public static final Endpoint<NoQuery, NoBody, byte[]> LOG = Endpoint.get(
                    "/log/{path}", "The Merkle log's files, as C2SP tlog-tiles lays them out")
            .text("path", "The file, which may stand in folders.", "checkpoint")
            .answers(new Output.Raw(
                    "application/octet-stream", "A tile, a bundle of entries, or a checkpoint as text."));

    public static final Endpoint<NoQuery, byte[], byte[]> RPC = Endpoint.post(
                    "/rpc", "The chain's standard JSON-RPC, for wallets and libraries")
            .costs(Cost.CHAIN)
            .takes(new Input.Raw("application/json", "A request of JSON-RPC 2.0, or an array of them."))
            .answers(new Output.Raw("application/json", "The response, or an array of them."));

    public static final Endpoint<NoQuery, NoBody, byte[]> METRICS = Endpoint.get("/metrics", "What the node counts")
            .costs(Cost.HEALTH)
            .answers(new Output.Raw("text/plain", "Prometheus' text format."));

    public static final Endpoint<NoQuery, NoBody, NodeHealth> HEALTH = Endpoint.get(
                    "/healthz", "That the node's process answers")
            .costs(Cost.HEALTH)
            .answers(NodeHealth.class);

    public static final Endpoint<NoQuery, NoBody, NodeHealth> SERVER_HEALTH = Endpoint.get(
                    "/health", "That the node's process answers, where servers of models say it")
            .costs(Cost.HEALTH)
            .answers(NodeHealth.class);

    public static final Endpoint<NoQuery, NoBody, NodeHealth> SERVER_VERSION = Endpoint.get(
                    "/version", "The node's version, where servers of models say it")
            .costs(Cost.HEALTH)
            .answers(NodeHealth.class);

    public static final Endpoint<NoQuery, NoBody, NodeReadiness> READY = Endpoint.get(
                    "/readyz", "Whether the node can do its work")
            .costs(Cost.HEALTH)
            .says(
                    "The answer has the same form with 503, where one of the parts is not ready. It is at most a second old.")
            .answers(NodeReadiness.class);

    public static final Endpoint<NoQuery, NoBody, byte[]> DOCUMENT =
            Endpoint.get("/openapi.json", "This document").answers(new Output.Raw("application/json", "OpenAPI 3.1."));

    public static final Endpoint<OutboxQuery, NoBody, OutboxList> OUTBOX = Endpoint.get(
                    "/api/outbox", "Search, filter and sort the operator's transactions")
            .says("One that cannot be sent is set aside with its reason. It stops those that need it, and no others.")
            .by(CallerKind.ADMINISTRATOR)
            .queried(OutboxQuery.class)
            .answers(OutboxList.class);

    public static final Endpoint<NoQuery, OutboxKey, OutboxCancellation> OUTBOX_CANCEL = Endpoint.post(
                    "/api/outbox/cancel", "Cancel a transaction, and those that need it")
            .says(
                    "One that is sent is replaced under its nonce, if it is not in a block before. What must happen, such as the"
                            + " settlement of a closed epoch, is refused by name.")
            .by(CallerKind.ADMINISTRATOR)
            .takes(OutboxKey.class)
            .answers(OutboxCancellation.class)
            .refuses(404, 409);

    public static final Endpoint<NoQuery, OutboxKey, OutboxLine> OUTBOX_RETRY = Endpoint.post(
                    "/api/outbox/retry", "Try a transaction that is set aside again at once")
            .by(CallerKind.ADMINISTRATOR)
            .takes(OutboxKey.class)
            .answers(OutboxLine.class)
            .refuses(404, 409);

    public static final List<Endpoint<?, ?, ?>> ALL = List.of(
            OVERVIEW,
            SEARCH,
            EVENTS,
            LOG,
            RPC,
            METRICS,
            HEALTH,
            SERVER_HEALTH,
            SERVER_VERSION,
            READY,
            DOCUMENT,
            OUTBOX,
            OUTBOX_CANCEL,
            OUTBOX_RETRY);

    private NodeEndpoints() {}
}
