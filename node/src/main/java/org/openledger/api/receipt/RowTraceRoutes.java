package org.openledger.api.receipt;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.openledger.answer.Inference;
import org.openledger.api.http.Call;
import org.openledger.api.http.Handlers;
import org.openledger.api.http.JsonFormat;
import org.openledger.api.http.RefusalAnswer;
import org.openledger.client.Problem;
import org.openledger.client.call.NoBody;
import org.openledger.client.call.NoQuery;
import org.openledger.client.receipt.ReceiptEndpoints;
import org.openledger.client.receipt.TraceResult;
import org.openledger.client.receipt.TraceStep;
import org.openledger.receipt.Receipts;
import org.openledger.receipt.recompute.RowTraces;
import org.openledger.store.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Traces of answers to single rows. They take minutes, so the response is lines of JSON: how far it is, again and again, and at last the result or
 * the error. Who hangs up stops the trace.
 */
public final class RowTraceRoutes implements Handlers.Noun {
    private static final Logger LOG = LoggerFactory.getLogger(RowTraceRoutes.class);
    private static final int PROGRESS_LINES = 100;

    private final Receipts receipts;
    private final RowTraces traces;

    public RowTraceRoutes(ReceiptParts parts) {
        this.receipts = parts.receipts();
        this.traces = parts.traces();
    }

    @Override
    public void handle(Handlers handlers) {
        handlers.write(ReceiptEndpoints.TRACE, this::trace);
    }

    private void trace(Call<NoQuery, NoBody> call) throws IOException {
        Inference inference = receipts.require(call.text("id"));
        Lines lines = new Lines(call.context());
        try {
            RowTraces.Result result = traces.trace(inference, lines::step);
            lines.write(shown(result));
        } catch (Refusal refusal) {
            if (!lines.begun) {
                throw refusal;
            }
            Refusal told = RefusalAnswer.told(refusal, call.context());
            lines.write(new Problem.Line(RefusalAnswer.problem(told, call.context())));
        } catch (UncheckedIOException left) {
            LOG.info("the trace of {} stopped: who asked for it has left", inference.id());
        }
    }

    private static TraceResult shown(RowTraces.Result result) {
        return new TraceResult(
                result.receipt(),
                result.run(),
                result.contributors().stream()
                        .map(each -> new TraceResult.ContributorEffect(
                                each.contributor(), each.rows(), each.effectNanonats(), each.receiptEffectNanonats()))
                        .toList(),
                result.rows().stream()
                        .map(each -> new TraceResult.RowEffect(each.leaf(), each.contributor(), each.effectNanonats()))
                        .toList());
    }

    /** The response: it begins with the first line, so that what is refused before has a status of its own. */
    private static final class Lines {
        private final Context context;
        private boolean begun;

        Lines(Context context) {
            this.context = context;
        }

        void step(int step, int ofSteps, double loss) {
            if (step % Math.max(1, ofSteps / PROGRESS_LINES) == 0) {
                try {
                    write(new TraceStep(step, ofSteps));
                } catch (IOException left) {
                    throw new UncheckedIOException(left);
                }
            }
        }

        void write(Object value) throws IOException {
            if (!begun) {
                context.contentType("application/x-ndjson").header("Cache-Control", "no-cache");
                begun = true;
            }
            OutputStream out = context.res().getOutputStream();
            out.write((JsonFormat.write(value) + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }
}
