package org.openledger.kept;

import static org.openledger.kept.KeptTable.derived;
import static org.openledger.kept.KeptTable.sealed;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Every table of the database. */
public final class KeptTables {
    private static final String JOURNAL = "the journal's entries";
    private static final String RECEIPT = "the signed receipt";
    private static final String CHAIN = "the chain";
    private static final String CHAIN_OUTBOX = "the transaction's receipt on chain";
    private static final String REGISTRY = "the DatanetRegistry";
    private static final String ROW = "the row's salt and content";
    private static final String SIGNATURE = "what its contributor signed";
    private static final String RUN_FILES = "the run's files";
    private static final String VALUE_DOCUMENT = "the run's value document, whose digest is in the log";

    private KeptTables() {}

    /** The tables that have no seals, because all of their rows follow from those of others. */
    public static Set<String> unsealed() {
        return all().stream()
                .filter(table -> !table.sealed())
                .map(KeptTable::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    public static List<KeptTable> all() {
        return List.of(
                // store
                sealed("flyway_schema_history")
                        .follows(
                                "the program's migrations",
                                "installed_rank",
                                "version",
                                "description",
                                "type",
                                "script")
                        .follows("the program's migrations", "checksum", "success")
                        .free("installed_by", "installed_on", "execution_time"),
                sealed("setting").follows("master.key and the accounts", "name", "value"),
                derived("row_seal", "the rows: what does not fit is what fsck finds")
                        .follows("the row's values, under master.key", "table_name", "key_1", "key_2", "key_3", "seal"),
                derived("table_seal", "nothing; its mac is under master.key")
                        .follows("the seals of the table's rows", "row_count", "total", "columns")
                        .follows("its mac", "table_name", "origin", "sealed_millis")
                        .follows("master.key", "mac"),
                derived("row_change", "nothing; it is empty between transactions")
                        .follows("a transaction under way", "id", "table_name", "key_1", "key_2", "key_3"),
                // ledger
                sealed("ledger_entry")
                        .follows(
                                "the hash over all entries before",
                                "position",
                                "id",
                                "time_millis",
                                "kind",
                                "reference")
                        .follows("the hash over all entries before", "hash"),
                sealed("ledger_posting")
                        .follows("the entry's hash", "position", "line", "account", "gwei")
                        .follows(JOURNAL, "balance_gwei"),
                sealed("ledger_balance")
                        .madeAgainFrom("the journal's entries and the holds")
                        .follows(JOURNAL, "account", "gwei")
                        .follows("the holds", "held_gwei"),
                sealed("ledger_hold")
                        .follows("the answer or run under way", "id", "account", "gwei")
                        .free("time_millis", "budget", "budget_day", "asked_back_millis"),
                sealed("ledger_budget").follows("the holds", "held_gwei").free("budget", "day", "charged_gwei"),
                sealed("ledger_limit")
                        .follows("the InferenceEscrow", "account", "limit_gwei", "sequence")
                        .follows(JOURNAL, "drawn_gwei"),
                sealed("ledger_audited_answer")
                        .follows(RECEIPT, "position", "datanets", "payer", "run", "measurement", "common_ppm"),
                sealed("ledger_audited_share")
                        .follows(RECEIPT, "position", "contributor", "paid_gwei", "waiting_gwei", "doubt_gwei")
                        .follows(RECEIPT, "harm_gwei", "sure_harm_gwei"),
                // log
                sealed("log_entry").follows("the signed checkpoint and the tiles", "position", "entry", "leaf_hash"),
                // chain
                sealed("chain_outbox")
                        .follows(CHAIN_OUTBOX, "to_address", "data", "value_wei", "state", "nonce", "transaction_hash")
                        .follows(CHAIN_OUTBOX, "block", "error")
                        .free("id", "request_key", "created_millis", "tries", "next_try_millis", "cancelling"),
                sealed("chain_dependency").free("entry", "needs"),
                sealed("chain_attempt")
                        .follows("the signed transaction", "transaction_hash", "raw", "gas_limit", "max_fee_wei")
                        .free("outbox_id", "made_millis"),
                sealed("chain_contract").follows("the code on chain", "name", "address", "chain_id", "block"),
                sealed("chain_followed").follows("the chain's blocks", "follower", "block", "hash"),
                sealed("chain_token_owner").follows(CHAIN, "registry", "sequence", "token", "owner"),
                sealed("chain_version").follows(CHAIN, "sequence", "token", "number"),
                sealed("chain_licence").follows(CHAIN, "sequence", "token", "from_version", "spdx", "uses"),
                sealed("chain_terms").follows(CHAIN, "sequence", "terms", "spdx", "uses", "fee_wei", "lasts_seconds"),
                sealed("chain_offer").follows(CHAIN, "sequence", "token", "terms", "offered"),
                sealed("chain_licence_move")
                        .follows(CHAIN, "sequence", "place", "licence", "token", "version", "terms", "holder")
                        .follows(CHAIN, "amount", "time_seconds"),
                sealed("chain_fee_split")
                        .follows(CHAIN, "block", "log_index", "seconds", "treasury", "stakers", "operator", "base")
                        .follows(CHAIN, "developer", "data"),
                sealed("chain_building_fee").follows(CHAIN, "sequence", "gwei"),
                sealed("chain_building_payment")
                        .follows(CHAIN, "sequence", "model", "token", "version", "treasury", "gwei"),
                // api
                sealed("api_idempotency").free("id", "request", "answer", "created_millis"),
                // identity
                sealed("account")
                        .follows("the private key", "address")
                        .follows("master.key", "wrapped_key", "sealed_key")
                        .free("name", "role", "created_millis"),
                sealed("api_key")
                        .free("digest", "payer", "label", "created_millis", "revoked_millis", "scopes", "models")
                        .free("call_gwei", "day_gwei", "total_gwei", "expires_millis", "last_used_millis")
                        .free("mandate"),
                sealed("api_key_secret").follows("the keys", "api_key").free("digest", "ends_millis"),
                sealed("sign_in_nonce").free("nonce", "expires_millis"),
                sealed("wallet_session")
                        .free("digest", "address", "expires_millis", "created_millis", "last_used_millis")
                        .free("agent", "origin"),
                // notifications
                sealed("notification_target")
                        .follows("master.key", "secret")
                        .free("id", "account", "kind", "address", "events", "code_digest", "wrong_codes")
                        .free("created_millis", "confirmed_millis", "ended_millis"),
                sealed("notification")
                        .free("id", "target", "event", "words", "path", "state", "tries", "created_millis")
                        .free("next_millis", "ended_millis", "detail"),
                // administration
                sealed("admin_token")
                        .free("digest", "name", "temporary", "created_millis", "last_used_millis", "expires_millis")
                        .free("revoked_millis"),
                sealed("admin_secret")
                        .follows("the admin tokens", "admin_token")
                        .free("digest", "ends_millis"),
                sealed("admin_link").free("digest", "name", "expires_millis"),
                sealed("admin_act")
                        .follows(
                                "the log",
                                "id",
                                "time_millis",
                                "who",
                                "route",
                                "target",
                                "body_digest",
                                "outcome",
                                "salt")
                        .follows("the log", "log_index"),
                // Datanets
                sealed("datanet")
                        .follows(REGISTRY, "token", "owner", "name", "terms_digest", "chain_state", "chain_detail")
                        .follows("the terms", "licence", "schema_name")
                        .free("id", "created_millis"),
                sealed("contribution")
                        .follows(SIGNATURE, "contributor", "root", "row_count", "terms_digest", "nonce")
                        .follows(SIGNATURE, "deadline_seconds", "signature")
                        .follows("the log", "record_digest")
                        .follows(REGISTRY, "chain_state", "chain_detail")
                        .follows("the rows", "checked_position", "rejected_count")
                        .free("id", "datanet", "state", "created_millis", "signed_millis", "commit_position")
                        .follows("the signed nonce", "statement")
                        .free("file_kind", "mapping", "review_policy"),
                sealed("contribution_batch")
                        .follows(SIGNATURE, "terms_digest")
                        .free("contribution", "datanet", "due_millis", "batch"),
                sealed("datanet_row")
                        .follows("the contribution's signed root", "leaf")
                        .follows("the leaf", "salt", "content")
                        .follows(ROW, "text_digest")
                        .follows("the contribution", "contribution", "datanet", "contributor", "commit_position")
                        .follows("the content", "corrects")
                        .follows("screening", "cluster", "leader", "reason", "detail", "held")
                        .free("decided_by", "decided_millis", "appealed_millis")
                        .follows("the withdrawals and the log", "withdrawal")
                        .follows("the open notices", "held_by")
                        .free("id", "line", "state", "first_version", "seen_millis"),
                sealed("row_absence").free("row_id", "from_version", "until_version"),
                sealed("withdrawal")
                        .follows("the log", "id", "datanet", "digest", "log_index")
                        .follows("its public record", "contributor", "takedown", "row_count", "time_millis")
                        .free("finished_millis"),
                sealed("takedown")
                        .free(
                                "id",
                                "datanet",
                                "state",
                                "contact",
                                "created_millis",
                                "deadline_millis",
                                "decided_millis"),
                sealed("takedown_row").follows("the log", "takedown", "leaf"),
                sealed("takedown_act")
                        .follows("the log", "takedown", "number", "act", "who", "words", "salt", "time_millis")
                        .follows("the log", "log_index"),
                derived("shingle_run", ROW).follows(ROW, "id", "bits", "entries", "first_row", "last_row"),
                derived("shingle_block", ROW).follows(ROW, "id", "entries"),
                sealed("row_shingle_backlog").free("id", "after_row", "last_row"),
                sealed("rejected_line").free("contribution", "line", "reason", "detail", "leader"),
                sealed("screening_rule")
                        .follows("the log", "finding", "act", "set_by", "set_millis")
                        .free("datanet", "number"),
                sealed("datanet_member").free("datanet", "address", "role", "invited_by", "joined_millis"),
                sealed("datanet_invitation")
                        .free("id", "datanet", "role", "made_by", "code_digest", "created_millis", "expires_millis")
                        .free("taken_by", "ended_millis"),
                sealed("review_policy")
                        .follows("the log", "number", "kind", "quorum", "hours", "sample", "bond_gwei")
                        .follows("the log", "tolerated_percent")
                        .free("datanet", "set_by", "set_millis"),
                sealed("review_vote")
                        .follows("the reviews' acts, which the log has", "contribution", "line", "reviewer", "vote")
                        .free("why", "unseen", "time_millis"),
                sealed("spot_check")
                        .follows("the log", "contribution", "datanet", "seed", "bond_gwei", "quorum")
                        .follows("the log", "tolerated_percent", "ends_millis", "outcome", "taken")
                        .follows("the votes", "refused")
                        .follows("the journal", "taken_gwei")
                        .free("begun_millis", "ended_millis"),
                sealed("spot_check_row").follows("the log", "contribution", "line"),
                sealed("review_sight").free("contribution", "line", "reviewer"),
                sealed("review_gold").free("contribution", "line", "vote"),
                sealed("review_act")
                        .follows("the log", "datanet", "number", "contribution", "act", "who", "words", "salt")
                        .follows("the log", "time_millis", "log_index"),
                sealed("version")
                        .follows(REGISTRY, "root", "row_count", "manifest_digest", "signature", "deadline_seconds")
                        .follows(REGISTRY, "chain_state", "chain_detail")
                        .follows("the manifest", "note")
                        .free("datanet", "number", "state", "published_millis"),
                // registry
                sealed("model_version")
                        .follows(
                                "the log",
                                "id",
                                "name",
                                "number",
                                "origin",
                                "owner",
                                "adapter_digest",
                                "licence",
                                "warning")
                        .follows("the ModelRegistry", "token", "refusal")
                        .follows("the base", "base_digest", "tokenizer_digest")
                        .follows("the model's files", "index_digest", "influence_digest")
                        .free("ready_millis", "created_millis"),
                sealed("model_source").follows("the log", "model", "datanet", "number"),
                sealed("model_ancestor").follows("the ModelRegistry", "model", "token", "owner", "bps"),
                sealed("model_offer")
                        .follows(
                                "the log",
                                "position",
                                "name",
                                "act",
                                "active",
                                "price_gwei",
                                "time_millis",
                                "log_index"),
                // factory
                sealed("run")
                        .follows("the ModelRegistry", "token", "refusal")
                        .follows(RUN_FILES, "adapter_digest", "base_digest")
                        .free("id", "sequence", "name", "owner", "paid", "royalty_bps", "lora_rank", "lora_alpha")
                        .free("steps", "batch_rows", "peak_rate", "warmup_steps", "max_tokens", "seed", "state")
                        .free("cancelling", "steps_done", "steps_total", "loss_before", "loss_after")
                        .free("training_seconds", "failure", "created_millis", "ended_millis", "held_out_ppm")
                        .free("reward_gwei", "gate_nanonats", "held_out_before", "held_out_after")
                        .free("recipe", "target_modules", "layers_to_transform", "use_rslora", "lr_scheduler_type")
                        .free(
                                "weight_decay",
                                "max_grad_norm",
                                "gradient_accumulation_steps",
                                "anchor_weight",
                                "anchoring",
                                "dpo_beta")
                        .free("early_stopping_patience", "steps_taken")
                        .free("paused", "trained_tokens", "smooth_ppm"),
                sealed("run_source").free("run", "datanet", "number"),
                sealed("run_building_fee")
                        .follows(JOURNAL, "charged_gwei")
                        .free("run", "owner", "sent", "held_gwei", "paid_gwei"),
                sealed("run_loss").free("run", "step", "loss"),
                sealed("run_phase")
                        .free("run", "phase", "adapter_steps", "expected_seconds", "timed_steps", "timed_seconds"),
                sealed("run_look").free("run", "step", "held_out_loss"),
                sealed("run_sample").free("run", "step", "leaf", "answer"),
                sealed("run_evaluation")
                        .follows("its document", "digest")
                        .free("id", "run", "sequence", "name", "datanet", "number", "lines", "document", "failure")
                        .free("created_millis", "measured_millis"),
                sealed("training_speed")
                        .free("base_digest", "shape", "start_seconds", "read_seconds_a_token", "step_seconds")
                        .free("more_seconds", "step_tokens", "steps_timed", "measured_millis"),
                sealed("run_value")
                        .follows("the log", "digest")
                        .follows(VALUE_DOCUMENT, "run", "document", "held_out", "loss_before", "loss_after")
                        .free("refusal", "unpaid", "measured_millis"),
                sealed("contributor_value")
                        .follows(VALUE_DOCUMENT, "run", "contributor", "rows_learnt", "nanonats", "low", "high"),
                sealed("row_value").follows(VALUE_DOCUMENT, "run", "leaf", "contributor", "nanonats"),
                // answers
                sealed("inference")
                        .follows(RECEIPT, "id", "payer", "model", "adapter_digest", "max_tokens", "temperature_ppm")
                        .follows(RECEIPT, "top_p_ppm", "seed", "price_gwei", "finish", "sources")
                        .follows("commitments of the signed receipt", "prompt_ids", "answer_ids", "salt")
                        .follows("the tokens", "prompt", "answer")
                        .follows("the operator's signature", "receipt", "signature")
                        .follows("commitments of the signed receipt", "evidence")
                        .follows("the log", "log_index", "erased_millis", "erased_by", "erasure_index")
                        .free("state", "admitted_millis", "answered_millis", "receipted_millis", "question", "failure")
                        .free("caller_marks", "upstream", "withheld"),
                sealed("inference_payment").follows(RECEIPT, "receipt", "line", "account", "role", "gwei", "ppm"),
                sealed("inference_row").follows(RECEIPT, "receipt", "leaf", "contributor", "score_ppm"),
                sealed("row_credit")
                        .madeAgainFrom("the signed receipts")
                        .follows("the signed receipts", "leaf", "answers", "earned_gwei", "waiting_gwei")
                        .follows("the signed receipts", "lowered_answers", "lowered_surely", "lowered_micronats")
                        .follows("the signed receipts", "quoted_answers", "places")
                        .follows("the row", "datanet"),
                sealed("row_credit_erased")
                        .free("leaf", "answers", "earned_gwei", "waiting_gwei", "lowered_answers", "lowered_surely")
                        .free("lowered_micronats", "quoted_answers", "places"),
                sealed("row_credit_progress")
                        .madeAgainFrom("the signed receipts")
                        .free("id", "log_index"),
                // agents
                sealed("agent_mandate")
                        .follows("the log", "id", "document", "log_index")
                        .follows("the document", "root", "parent", "principal", "agent", "name", "expires_millis")
                        .follows("its principal's signature", "signer", "signature")
                        .free("by_contract", "created_millis", "ended_millis"),
                sealed("agent_spending")
                        .follows("the actions", "mandate", "day", "paid_gwei", "held_gwei", "calls", "held_calls"),
                sealed("agent_action")
                        .follows("the log", "id", "record", "log_index")
                        .follows("the operator's signature", "signature")
                        .follows(
                                "the record",
                                "root",
                                "mandate",
                                "tool",
                                "client",
                                "transport",
                                "arguments",
                                "undoes",
                                "salt")
                        .follows("the record", "admitted_millis", "knew", "decision", "most_gwei", "paid_gwei")
                        .follows("the record", "approved_by", "approval", "approval_deadline", "receipt", "result")
                        .follows("the record", "trusted", "sequence", "state")
                        .free("call_id", "pending", "created_millis"),
                sealed("agent_flood").free("mandate", "minute", "calls"),
                // payments by signature
                sealed("sale_buyer").free("address", "account", "created_millis"),
                sealed("sale_payment")
                        .free(
                                "id",
                                "token",
                                "from_address",
                                "nonce",
                                "gwei",
                                "identifier",
                                "request",
                                "state",
                                "outcome")
                        .free("from_block", "created_millis"),
                sealed("sale_purchase")
                        .free("id", "payer", "pay_to", "nonce", "wei", "accepted", "expires_seconds", "created_millis"),
                // settlement
                sealed("settlement_epoch")
                        .follows(JOURNAL, "number", "after_position", "last_position", "journal_hash", "receipts")
                        .follows(JOURNAL, "charged_gwei", "total_gwei")
                        .follows("the RewardDistributor", "root", "state", "final_at_seconds", "settle_transaction")
                        .follows("the RewardDistributor", "leaves_digest")
                        .free("closed_millis"),
                sealed("settlement_charge").follows(JOURNAL, "epoch", "payer", "gwei"),
                sealed("settlement_leaf")
                        .follows("the epoch's root", "epoch", "account", "cumulative_gwei")
                        .follows(JOURNAL, "earned_gwei"),
                sealed("settlement_pool").follows("the accounts of this node", "epoch", "pool", "address"),
                sealed("settlement_audit")
                        .follows(JOURNAL, "epoch", "contributor", "paid_gwei", "waiting_gwei", "returned_gwei")
                        .follows(JOURNAL, "netted_gwei"),
                sealed("settlement_claimed").follows("the RewardDistributor", "account", "gwei"),
                sealed("settlement_account_call")
                        .follows(CHAIN_OUTBOX, "state", "paid_wei")
                        .free("id", "account", "nonce", "hash", "raw", "most_wei", "created_millis"),
                sealed("settlement_dust").follows("the InferenceEscrow", "payer", "wei"),
                sealed("settlement_event")
                        .follows(CHAIN, "id", "block", "sequence")
                        .free("undo", "aside"),
                sealed("settlement_anchor").follows("the LogAnchor", "size", "root", "block", "anchor_transaction"),
                sealed("settlement_expiring")
                        .follows("the InferenceEscrow", "payer", "reason", "event", "requested_gwei")
                        .follows("the InferenceEscrow", "settle_from_seconds", "ends_seconds"));
    }
}
