package org.openledger.factory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.core.result.ResultIterable;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.openledger.factory.RunOptions.Recipe;
import org.openledger.registry.Model;
import org.openledger.registry.Source;
import org.openledger.store.Refusal.Kind;
import org.openledger.train.HeldOutLoss;
import org.openledger.train.LossPoint;
import org.openledger.train.descent.Anchoring;
import org.openledger.train.descent.Schedule;

/** The SQL of runs, the versions they learn from, and their loss curves. */
final class RunTable {
    private static final List<RunState> ENDED =
            Stream.of(RunState.values()).filter(RunState::isEnded).toList();

    private RunTable() {}

    /** A configuration as it is kept; lists are words with commas. */
    private record Plan(
            int rank,
            int alpha,
            int steps,
            int batchRows,
            double peakLearningRate,
            int warmupSteps,
            int maxTokens,
            long seed,
            Recipe recipe,
            String targetModules,
            String layersToTransform,
            boolean useRslora,
            Schedule lrSchedulerType,
            double weightDecay,
            double maxGradNorm,
            int gradientAccumulationSteps,
            double anchorWeight,
            Anchoring anchoring,
            double dpoBeta,
            int earlyStoppingPatience) {
        RunConfiguration configuration() {
            RunOptions options = new RunOptions(
                    recipe,
                    words(targetModules),
                    words(layersToTransform).stream().map(Integer::valueOf).toList(),
                    useRslora,
                    lrSchedulerType,
                    weightDecay,
                    maxGradNorm,
                    gradientAccumulationSteps,
                    anchorWeight,
                    anchoring,
                    dpoBeta,
                    earlyStoppingPatience);
            return new RunConfiguration(
                    rank, alpha, steps, batchRows, peakLearningRate, warmupSteps, maxTokens, seed, options);
        }

        private static List<String> words(String joined) {
            return joined.isEmpty() ? List.of() : List.of(joined.split(","));
        }
    }

    private record Row(
            String id,
            String name,
            String owner,
            boolean paid,
            int royaltyBps,
            @Nested Plan plan,
            String baseDigest,
            RunState state,
            boolean cancelling,
            boolean paused,
            int stepsDone,
            int stepsTotal,
            int heldOutPpm,
            Optional<Long> gateNanonats,
            long rewardGwei,
            Optional<Double> lossBefore,
            Optional<Double> lossAfter,
            Optional<Double> heldOutBefore,
            Optional<Double> heldOutAfter,
            Optional<Double> trainingSeconds,
            Optional<Integer> stepsTaken,
            Optional<Long> trainedTokens,
            Optional<Integer> smoothPpm,
            Optional<String> adapterDigest,
            String failure,
            long createdMillis,
            Optional<Long> endedMillis) {
        Run toRun(List<Source> sources) {
            RunRequest request = new RunRequest(
                    name,
                    owner,
                    sources,
                    paid,
                    royaltyBps,
                    plan.configuration(),
                    Optional.of(heldOutPpm),
                    gateNanonats,
                    rewardGwei);
            return new Run(
                    id,
                    request,
                    baseDigest,
                    state,
                    cancelling,
                    paused,
                    stepsDone,
                    stepsTotal,
                    lossBefore,
                    lossAfter,
                    heldOutBefore.map(before -> new HeldOutLoss(before, heldOutAfter.orElseThrow())),
                    trainingSeconds,
                    stepsTaken,
                    trainedTokens,
                    smoothPpm,
                    adapterDigest,
                    failure,
                    createdMillis,
                    endedMillis);
        }
    }

    static void insert(Handle tx, Run run) {
        RunOptions options = run.request().configuration().options();
        tx.createUpdate("""
                        INSERT INTO run (id, sequence, name, owner, paid, royalty_bps, lora_rank, lora_alpha, steps,
                            batch_rows, peak_rate, warmup_steps, max_tokens, seed, recipe, target_modules,
                            layers_to_transform, use_rslora, lr_scheduler_type, weight_decay, max_grad_norm,
                            gradient_accumulation_steps, anchor_weight, anchoring, dpo_beta, early_stopping_patience, base_digest, state, cancelling,
                            steps_done, steps_total, held_out_ppm, gate_nanonats, reward_gwei, failure, created_millis)
                        VALUES (:id, (SELECT coalesce(max(sequence), 0) + 1 FROM run), :request.name, :request.owner,
                            :paid, :request.royaltyBps, :request.configuration.rank, :request.configuration.alpha,
                            :request.configuration.steps, :request.configuration.batchRows,
                            :request.configuration.peakLearningRate, :request.configuration.warmupSteps,
                            :request.configuration.maxTokens, :request.configuration.seed,
                            :options.recipe, :targetModules, :layersToTransform, :rankStabilised,
                            :options.lrSchedulerType, :options.weightDecay, :options.maxGradNorm,
                            :options.gradientAccumulationSteps, :options.anchorWeight, :options.anchoring, :options.dpoBeta, :options.earlyStoppingPatience, :baseDigest, :state, 0, 0,
                            :stepsTotal, :heldOutPpm, :request.gateNanonats, :request.rewardGwei, '', :createdMillis)""")
                .bindMethods(run)
                .bindMethods("options", options)
                .bind("targetModules", String.join(",", options.targetModules()))
                .bind(
                        "layersToTransform",
                        options.layersToTransform().stream()
                                .map(String::valueOf)
                                .collect(Collectors.joining(",")))
                .bind("rankStabilised", options.useRslora() ? 1 : 0)
                .bind("paid", run.request().paid() ? 1 : 0)
                .bind("heldOutPpm", run.request().heldOutPpm().orElse(0))
                .execute();
        PreparedBatch sources = tx.prepareBatch("""
                INSERT INTO run_source (run, datanet, number) VALUES (:run, :datanet, :number)""");
        for (Source source : run.request().sources()) {
            sources.bind("run", run.id()).bindMethods(source).add();
        }
        sources.execute();
    }

    static Run require(Handle handle, String id) {
        return find(handle, id)
                .orElseThrow(
                        () -> new FactoryException(Kind.UNKNOWN, "there is no run " + id + ": see the list of runs"));
    }

    static Optional<Run> find(Handle handle, String id) {
        return runs(handle, handle.createQuery("""
                        SELECT r.*, lora_rank AS rank, lora_alpha AS alpha, peak_rate AS peak_learning_rate
                        FROM run r WHERE id = :id""").bind("id", id)).findOne();
    }

    static List<Run> latest(Handle handle, int limit) {
        return runs(handle, handle.createQuery("""
                        SELECT r.*, lora_rank AS rank, lora_alpha AS alpha, peak_rate AS peak_learning_rate
                        FROM run r ORDER BY sequence DESC LIMIT :limit""").bind("limit", limit)).list();
    }

    /** The run to work on: the oldest that has not ended, and does not rest. */
    static Optional<Run> next(Handle handle) {
        return runs(handle, handle.createQuery("""
                        SELECT r.*, lora_rank AS rank, lora_alpha AS alpha, peak_rate AS peak_learning_rate
                        FROM run r WHERE state NOT IN (<ended>) AND (paused = 0 OR cancelling = 1)
                        ORDER BY sequence LIMIT 1""").bindList("ended", ENDED)).findOne();
    }

    static long unfinished(Handle handle) {
        return handle.createQuery("SELECT count(*) FROM run WHERE state NOT IN (<ended>)")
                .bindList("ended", ENDED)
                .mapTo(Long.class)
                .one();
    }

    /** Runs under way whose builders promised a reward. */
    static List<String> promising(Handle handle) {
        return handle.createQuery("SELECT id FROM run WHERE reward_gwei > 0 AND state NOT IN (<ended>)")
                .bindList("ended", ENDED)
                .mapTo(String.class)
                .list();
    }

    /** Runs that wait for what the ModelRegistry answers. */
    static List<String> unregistered(Handle handle) {
        return handle.createQuery("""
                        SELECT id FROM run WHERE state = :registering AND token IS NULL AND refusal IS NULL""")
                .bind("registering", RunState.REGISTERING)
                .mapTo(String.class)
                .list();
    }

    /** Names of other people's runs that may still give a model. */
    static List<String> namesOfOthers(Handle handle, String owner) {
        return handle.createQuery("SELECT DISTINCT name FROM run WHERE owner <> :owner AND state NOT IN (<free>)")
                .bind("owner", owner)
                .bindList("free", RunState.FAILED, RunState.CANCELLED)
                .mapTo(String.class)
                .list();
    }

    /** Moves a run on; false when it is not in {@code from} any more, or is to be cancelled. */
    static boolean move(Handle tx, String id, RunState from, RunState to, int stepsTotal) {
        return tx.createUpdate("""
                                UPDATE run SET state = :to, steps_done = 0, steps_total = :total
                                WHERE id = :id AND state = :from AND cancelling = 0""")
                        .bind("id", id)
                        .bind("from", from)
                        .bind("to", to)
                        .bind("total", stepsTotal)
                        .execute()
                == 1;
    }

    static void end(Handle tx, String id, RunState state, String failure, long nowMillis) {
        tx.createUpdate("UPDATE run SET state = :state, failure = :failure, ended_millis = :now WHERE id = :id")
                .bind("id", id)
                .bind("state", state)
                .bind("failure", failure)
                .bind("now", nowMillis)
                .execute();
    }

    static void cancel(Handle tx, String id) {
        tx.createUpdate("UPDATE run SET cancelling = 1 WHERE id = :id")
                .bind("id", id)
                .execute();
    }

    static void pause(Handle tx, String id, boolean paused) {
        tx.createUpdate("UPDATE run SET paused = :paused WHERE id = :id")
                .bind("id", id)
                .bind("paused", paused ? 1 : 0)
                .execute();
    }

    /** Whether whoever works on a run is to stop: it is to be cancelled, or to rest. */
    static boolean stopping(Handle handle, String id) {
        return handle.createQuery("SELECT cancelling = 1 OR paused = 1 FROM run WHERE id = :id")
                .bind("id", id)
                .mapTo(Boolean.class)
                .one();
    }

    static void progress(Handle tx, String id, int stepsDone, int stepsTotal) {
        tx.createUpdate("UPDATE run SET steps_done = :done, steps_total = :total WHERE id = :id")
                .bind("id", id)
                .bind("done", stepsDone)
                .bind("total", stepsTotal)
                .execute();
    }

    /** Notes points of the loss curve; one that is known is noted again to no effect. */
    static void losses(Handle tx, String id, List<LossPoint> points) {
        PreparedBatch batch = tx.prepareBatch("""
                INSERT INTO run_loss (run, step, loss) VALUES (:run, :step, :loss) ON CONFLICT DO NOTHING""");
        points.forEach(point -> batch.bind("run", id).bindMethods(point).add());
        batch.execute();
    }

    static List<LossPoint> losses(Handle handle, String id) {
        return handle.createQuery("SELECT step, loss FROM run_loss WHERE run = :id ORDER BY step")
                .bind("id", id)
                .mapTo(LossPoint.class)
                .list();
    }

    /** Notes how many tokens a run will take. */
    static void willTake(Handle tx, String id, long trainedTokens) {
        tx.createUpdate("UPDATE run SET trained_tokens = :tokens WHERE id = :id")
                .bind("id", id)
                .bind("tokens", trainedTokens)
                .execute();
    }

    /** Notes how smooth a run is. */
    static void smoothness(Handle tx, String id, int ppm) {
        tx.createUpdate("UPDATE run SET smooth_ppm = :ppm WHERE id = :id")
                .bind("id", id)
                .bind("ppm", ppm)
                .execute();
    }

    /** Notes what held-out rows cost a model so far; what is known stays. */
    static void look(Handle tx, String id, Look look) {
        tx.createUpdate("""
                        INSERT INTO run_look (run, step, held_out_loss) VALUES (:run, :step, :loss) ON CONFLICT DO NOTHING""")
                .bind("run", id)
                .bind("step", look.step())
                .bind("loss", look.heldOutLoss())
                .execute();
        PreparedBatch samples = tx.prepareBatch("""
                INSERT INTO run_sample (run, step, leaf, answer) VALUES (:run, :step, :leaf, :answer) ON CONFLICT DO NOTHING""");
        look.answers()
                .forEach((leaf, answer) -> samples.bind("run", id)
                        .bind("step", look.step())
                        .bind("leaf", leaf)
                        .bind("answer", answer)
                        .add());
        samples.execute();
    }

    /** Forgets what models answered to some rows while they were trained. */
    static void forgetSamples(Handle tx, List<String> leaves) {
        PreparedBatch batch = tx.prepareBatch("DELETE FROM run_sample WHERE leaf = :leaf");
        leaves.forEach(leaf -> batch.bind("leaf", leaf).add());
        batch.execute();
    }

    /** The looks at a run so far, by step. */
    static List<Look> looks(Handle handle, String id) {
        Map<Integer, SortedMap<String, String>> answers = new HashMap<>();
        handle.createQuery("SELECT step, leaf, answer FROM run_sample WHERE run = :id")
                .bind("id", id)
                .map((row, _) -> answers.computeIfAbsent(row.getInt("step"), _ -> new TreeMap<>())
                        .put(row.getString("leaf"), row.getString("answer")))
                .list();
        return handle.createQuery("SELECT step, held_out_loss FROM run_look WHERE run = :id ORDER BY step")
                .bind("id", id)
                .map((row, _) -> new Look(
                        row.getInt("step"),
                        row.getDouble("held_out_loss"),
                        answers.getOrDefault(row.getInt("step"), new TreeMap<>())))
                .list();
    }

    static void trained(
            Handle tx,
            String id,
            String adapterDigest,
            double lossBefore,
            double lossAfter,
            double seconds,
            int stepsTaken) {
        tx.createUpdate("""
                        UPDATE run SET adapter_digest = :digest, loss_before = :before, loss_after = :after,
                            training_seconds = :seconds, steps_taken = :steps
                        WHERE id = :id""")
                .bind("id", id)
                .bind("digest", adapterDigest)
                .bind("before", lossBefore)
                .bind("after", lossAfter)
                .bind("seconds", seconds)
                .bind("steps", stepsTaken)
                .execute();
    }

    /** Notes what the rows held out say of the adapter. */
    static void heldOut(Handle tx, String id, HeldOutLoss loss) {
        tx.createUpdate("UPDATE run SET held_out_before = :base, held_out_after = :adapter WHERE id = :id")
                .bind("id", id)
                .bindMethods(loss)
                .execute();
    }

    /** The name under which another run registered the same adapter. */
    static Optional<String> nameOfAdapter(Handle handle, String adapterDigest, String exceptRun) {
        return handle.createQuery("SELECT name FROM run WHERE adapter_digest = :digest AND id <> :run LIMIT 1")
                .bind("digest", adapterDigest)
                .bind("run", exceptRun)
                .mapTo(String.class)
                .findOne();
    }

    static Registration registration(Handle handle, String id) {
        return handle.createQuery("SELECT token, refusal FROM run WHERE id = :id")
                .bind("id", id)
                .mapTo(Registration.class)
                .one();
    }

    /** Notes the token that the ModelRegistry gave, decimal. Noting it again changes nothing. */
    static void registered(Handle tx, String id, String token) {
        tx.createUpdate("UPDATE run SET token = :token WHERE id = :id")
                .bind("id", id)
                .bind("token", token)
                .execute();
    }

    /** Notes why the ModelRegistry gave none. */
    static void refused(Handle tx, String id, String why) {
        tx.createUpdate("UPDATE run SET refusal = :why WHERE id = :id")
                .bind("id", id)
                .bind("why", why)
                .execute();
    }

    /** The versions a run learns from, as the chain knows them. */
    static List<Model.SourceRoot> roots(Handle handle, String id) {
        return handle.createQuery("""
                        SELECT s.datanet, d.token, s.number, v.root, d.licence, d.terms_digest FROM run_source s
                        JOIN datanet d ON d.id = s.datanet
                        JOIN version v ON v.datanet = s.datanet AND v.number = s.number
                        WHERE s.run = :run ORDER BY s.datanet, s.number""")
                .bind("run", id)
                .mapTo(Model.SourceRoot.class)
                .list();
    }

    private static List<Source> sources(Handle handle, String id) {
        return handle.createQuery("SELECT datanet, number FROM run_source WHERE run = :run ORDER BY datanet, number")
                .bind("run", id)
                .mapTo(Source.class)
                .list();
    }

    private static ResultIterable<Run> runs(Handle handle, Query query) {
        return query.mapTo(Row.class).map(row -> row.toRun(sources(handle, row.id())));
    }
}
