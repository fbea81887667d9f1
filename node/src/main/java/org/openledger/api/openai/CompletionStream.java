package org.openledger.api.openai;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.openledger.answer.Inference;
import org.openledger.api.http.JsonFormat;
import org.openledger.api.http.RefusalAnswer;
import org.openledger.client.openai.CompletionAnswer;
import org.openledger.gateway.RunningInference;

/** An answer as server-sent events, each piece sent when it is there. */
final class CompletionStream {
    private final Context context;
    private final OutputStream out;
    private final OpenAiAnswer.Form form;
    private final boolean includeUsage;

    CompletionStream(Context context, OpenAiAnswer.Form form, boolean includeUsage) throws IOException {
        context.contentType("text/event-stream; charset=utf-8")
                .header("Cache-Control", "no-cache")
                .header("X-Accel-Buffering", "no");
        this.context = context;
        this.out = context.res().getOutputStream();
        this.form = form;
        this.includeUsage = includeUsage;
    }

    /** The last chunk goes out only after the answer is safely kept. A client that left ends the generation. */
    void send(RunningInference running) throws IOException, InterruptedException {
        try {
            write(form.opening(running.inference()));
            Inference answered = running.answer(piece -> write(form.piece(running.inference(), piece)));
            write(form.closing(answered));
            if (includeUsage) {
                write(form.usage(answered));
            }
            line("[DONE]");
        } catch (RuntimeException failure) {
            line(JsonFormat.write(RefusalAnswer.openAi(RefusalAnswer.told(failure, context))));
        }
    }

    /** Sends an answer that is kept, in one piece. */
    void sendAgain(Inference answered) throws IOException {
        write(form.opening(answered));
        write(form.piece(answered, answered.answer().orElseThrow().text()));
        write(form.closing(answered));
        if (includeUsage) {
            write(form.usage(answered));
        }
        line("[DONE]");
    }

    private void write(CompletionAnswer chunk) throws IOException {
        line(JsonFormat.write(chunk));
    }

    private void line(String data) throws IOException {
        out.write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
