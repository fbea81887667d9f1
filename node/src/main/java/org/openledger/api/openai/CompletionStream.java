package org.openledger.api.openai;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.openledger.answer.Inference;
import org.openledger.api.http.JsonFormat;
import org.openledger.api.http.RefusalAnswer;
import org.openledger.client.openai.CalledTool;
import org.openledger.client.openai.CompletionAnswer;
import org.openledger.gateway.RunningInference;
import org.openledger.gateway.RunningInference.Answered;
import org.openledger.model.text.ToolCallForm;
import org.openledger.serve.Piece;

/** Answers as server-sent events, each piece sent when it is there. Several answers come one after the other. */
final class CompletionStream {
    private final Context context;
    private final OutputStream out;
    private final OpenAiRequest request;
    private final OpenAiAnswer form;
    private final List<Answered> sent = new ArrayList<>();

    CompletionStream(Context context, OpenAiRequest request, OpenAiAnswer form) throws IOException {
        context.contentType("text/event-stream; charset=utf-8")
                .header("Cache-Control", "no-cache")
                .header("X-Accel-Buffering", "no");
        this.context = context;
        this.out = context.res().getOutputStream();
        this.request = request;
        this.form = form;
    }

    /** One answer of the stream: made now, or kept from before. */
    sealed interface Source {
        record Running(RunningInference running) implements Source {}

        record Kept(Inference inference) implements Source {}
    }

    /** An answer's last chunk goes out only after it is safely kept. A client that left ends the generation. */
    void send(List<Source> sources) throws IOException, InterruptedException {
        try {
            for (int index = 0; index < sources.size(); index++) {
                new Line(index).send(sources.get(index));
            }
            if (request.includeUsage()) {
                write(form.usageChunk(sent));
            }
            line("[DONE]");
        } catch (RuntimeException failure) {
            line(JsonFormat.write(RefusalAnswer.openAi(RefusalAnswer.told(failure, context))));
        }
    }

    /** One answer on its way out. */
    private final class Line {
        private final int index;
        private final HeldText text = new HeldText(request, form);

        Line(int index) {
            this.index = index;
        }

        void send(Source source) throws IOException, InterruptedException {
            switch (source) {
                case Source.Running(RunningInference running) -> {
                    write(form.opening(running.inference(), index));
                    end(running.answer(piece -> piece(running.inference(), piece)));
                }
                case Source.Kept(Inference inference) -> {
                    write(form.opening(inference, index));
                    piece(inference, new Piece(inference.answer().orElseThrow().told(), List.of()));
                    end(Answered.before(inference));
                }
            }
        }

        private void piece(Inference inference, Piece piece) throws IOException {
            int offset = text.given() + (request.echo() ? inference.prompt().length() : 0);
            String certain = text.add(piece.text());
            if (!certain.isEmpty() || !piece.scores().isEmpty()) {
                write(form.piece(inference, index, certain, piece.scores(), offset));
            }
        }

        private void end(Answered answered) throws IOException {
            Inference inference = answered.inference();
            ToolCallForm.Parsed parsed = form.parsed(inference);
            List<CalledTool> calls = form.calls(inference, parsed, true);
            int offset = text.given();
            String rest = text.rest(parsed);
            if (!rest.isEmpty()) {
                write(form.piece(inference, index, rest, List.of(), offset));
            }
            if (!calls.isEmpty()) {
                write(form.calling(inference, index, calls));
            }
            write(form.closing(inference, index, calls));
            sent.add(answered);
        }
    }

    private void write(CompletionAnswer chunk) throws IOException {
        line(JsonFormat.write(chunk));
    }

    private void line(String data) throws IOException {
        out.write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
