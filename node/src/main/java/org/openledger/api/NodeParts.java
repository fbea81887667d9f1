package org.openledger.api;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.Supplier;
import org.openledger.chain.JsonRpcProxy;
import org.openledger.chain.Outbox;
import org.openledger.client.node.NodeHealth;
import org.openledger.client.node.NodeReadiness;
import org.openledger.client.node.NodeState;
import org.openledger.log.Log;

/** What routes of the node itself reach. */
public record NodeParts(
        Supplier<NodeState> state,
        Log log,
        JsonRpcProxy rpc,
        Outbox outbox,
        PrometheusRegistry metrics,
        NodeHealth health,
        Supplier<NodeReadiness> readiness) {}
