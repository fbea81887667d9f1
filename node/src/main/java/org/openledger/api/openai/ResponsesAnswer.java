package org.openledger.api.openai;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.openledger.answer.Inference;
import org.openledger.api.http.JsonFormat;
import org.openledger.api.http.RefusalAnswer;
import org.openledger.client.openai.CalledTool;
import org.openledger.client.responses.ResponseEvent;
import org.openledger.client.responses.ResponseObject;
import org.openledger.client.responses.ResponseObject.Output;
import org.openledger.client.responses.ResponseObject.OutputText;
import org.openledger.client.responses.ResponsesRequest;
import org.openledger.gateway.RunningInference.Answered;
import org.openledger.model.text.ToolCallForm;
import org.openledger.verify.Receipt;

/** An answer in the form of the Responses API: whole, or as the events of a stream. */
final class ResponsesAnswer {
    private final ResponsesRequest asked;
    private final OpenAiRequest request;
    private final OpenAiAnswer form;

    ResponsesAnswer(ResponsesRequest asked, OpenAiRequest request, OpenAiAnswer form) {
        this.asked = asked;
        this.request = request;
        this.form = form;
    }

    /** The whole answer. */
    ResponseObject whole(Answered answered) {
        Inference inference = answered.inference();
        ToolCallForm.Parsed parsed = form.parsed(inference);
        List<Output> output = new ArrayList<>();
        if (!parsed.content().isEmpty() || parsed.calls().isEmpty()) {
            output.add(message(inference, status(inference), List.of(said(parsed.content()))));
        }
        form.calls(inference, parsed, false)
                .forEach(call ->
                        output.add(call(call, "completed", call.function().arguments())));
        return object(answered, status(inference), output);
    }

    private static boolean isWhole(Inference inference) {
        Inference.Answer answer = inference.answer().orElseThrow();
        return OpenAiAnswer.given(answer) && answer.finish() == Receipt.Finish.STOP;
    }

    private static String status(Inference inference) {
        return isWhole(inference) ? "completed" : "incomplete";
    }

    private static String reason(Inference inference) {
        return inference.answer().filter(answer -> !OpenAiAnswer.given(answer)).isPresent()
                ? OpenAiAnswer.WITHHELD
                : "max_output_tokens";
    }

    private ResponseObject object(Answered answered, String status, List<Output> output) {
        Inference inference = answered.inference();
        int prompt = inference.promptIds().size();
        return new ResponseObject(
                "resp_" + inference.id(),
                "response",
                inference.admittedMillis() / 1000,
                status,
                status.equals("incomplete")
                        ? Optional.of(new ResponseObject.Incomplete(reason(inference)))
                        : Optional.empty(),
                inference.model(),
                output,
                !request.tools().one(),
                request.tools().named().orElse(request.tools().must() ? "required" : "auto"),
                asked.tools().orElse(List.of()),
                inference
                        .answer()
                        .map(answer -> new ResponseObject.Usage(
                                prompt,
                                new ResponseObject.InputDetails(answered.cachedTokens()),
                                answer.ids().size(),
                                new ResponseObject.OutputDetails(0),
                                prompt + answer.ids().size())));
    }

    private static Output message(Inference inference, String status, List<OutputText> content) {
        return new Output(
                "msg_" + inference.id(),
                "message",
                status,
                Optional.of("assistant"),
                Optional.of(content),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static OutputText said(String text) {
        return new OutputText("output_text", text, List.of());
    }

    private static Output call(CalledTool call, String status, String arguments) {
        return new Output(
                "fc_" + call.id(),
                "function_call",
                status,
                Optional.empty(),
                Optional.empty(),
                Optional.of(call.id()),
                Optional.of(call.function().name()),
                Optional.of(arguments));
    }

    /** Sends an answer as events. */
    void stream(Context context, CompletionStream.Source source) throws IOException, InterruptedException {
        context.contentType("text/event-stream; charset=utf-8")
                .header("Cache-Control", "no-cache")
                .header("X-Accel-Buffering", "no");
        new Events(context).send(source);
    }

    private final class Events {
        private final Context context;
        private final OutputStream out;
        private final HeldText text = new HeldText(request, form);
        private int sequence;
        private int output;
        private boolean open;

        Events(Context context) throws IOException {
            this.context = context;
            this.out = context.res().getOutputStream();
        }

        void send(CompletionStream.Source source) throws IOException, InterruptedException {
            try {
                switch (source) {
                    case CompletionStream.Source.Running running -> {
                        Inference inference = running.running().inference();
                        begin(inference);
                        end(running.running().answer(piece -> piece(inference, text.add(piece.text()))));
                    }
                    case CompletionStream.Source.Kept(Inference inference) -> {
                        begin(inference);
                        piece(
                                inference,
                                text.add(inference.answer().orElseThrow().told()));
                        end(Answered.before(inference));
                    }
                }
            } catch (RuntimeException failure) {
                write("error", JsonFormat.write(RefusalAnswer.openAi(RefusalAnswer.told(failure, context))));
            }
        }

        private void begin(Inference inference) throws IOException {
            ResponseObject begun = object(Answered.before(inference), "in_progress", List.of());
            event("response.created", each -> with(each, Optional.of(begun)));
            event("response.in_progress", each -> with(each, Optional.of(begun)));
        }

        private void piece(Inference inference, String certain) throws IOException {
            if (certain.isEmpty()) {
                return;
            }
            if (!open) {
                open = true;
                item("response.output_item.added", message(inference, "in_progress", List.of()));
                part("response.content_part.added", inference, said(""));
            }
            text("response.output_text.delta", inference, Optional.of(certain), Optional.empty());
        }

        private void end(Answered answered) throws IOException {
            Inference inference = answered.inference();
            ToolCallForm.Parsed parsed = form.parsed(inference);
            piece(inference, text.rest(parsed));
            if (open) {
                text("response.output_text.done", inference, Optional.empty(), Optional.of(parsed.content()));
                part("response.content_part.done", inference, said(parsed.content()));
                item(
                        "response.output_item.done",
                        message(inference, status(inference), List.of(said(parsed.content()))));
                output++;
            }
            for (CalledTool call : form.calls(inference, parsed, false)) {
                call(call);
            }
            ResponseObject whole = whole(answered);
            event("response." + whole.status(), each -> with(each, Optional.of(whole)));
        }

        private void call(CalledTool call) throws IOException {
            String arguments = call.function().arguments();
            item("response.output_item.added", ResponsesAnswer.call(call, "in_progress", ""));
            arguments("response.function_call_arguments.delta", call, Optional.of(arguments), Optional.empty());
            arguments("response.function_call_arguments.done", call, Optional.empty(), Optional.of(arguments));
            item("response.output_item.done", ResponsesAnswer.call(call, "completed", arguments));
            output++;
        }

        private static ResponseEvent with(ResponseEvent event, Optional<ResponseObject> response) {
            return new ResponseEvent(
                    event.type(),
                    event.sequenceNumber(),
                    response,
                    event.outputIndex(),
                    event.itemId(),
                    event.contentIndex(),
                    event.item(),
                    event.part(),
                    event.delta(),
                    event.text(),
                    event.name(),
                    event.arguments(),
                    event.logprobs());
        }

        private void item(String type, Output item) throws IOException {
            event(
                    type,
                    each -> new ResponseEvent(
                            each.type(),
                            each.sequenceNumber(),
                            Optional.empty(),
                            Optional.of(output),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(item),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty()));
        }

        private void part(String type, Inference inference, OutputText part) throws IOException {
            event(
                    type,
                    each -> new ResponseEvent(
                            each.type(),
                            each.sequenceNumber(),
                            Optional.empty(),
                            Optional.of(output),
                            Optional.of("msg_" + inference.id()),
                            Optional.of(0),
                            Optional.empty(),
                            Optional.of(part),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty()));
        }

        private void text(String type, Inference inference, Optional<String> delta, Optional<String> whole)
                throws IOException {
            event(
                    type,
                    each -> new ResponseEvent(
                            each.type(),
                            each.sequenceNumber(),
                            Optional.empty(),
                            Optional.of(output),
                            Optional.of("msg_" + inference.id()),
                            Optional.of(0),
                            Optional.empty(),
                            Optional.empty(),
                            delta,
                            whole,
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(List.of())));
        }

        private void arguments(String type, CalledTool call, Optional<String> delta, Optional<String> whole)
                throws IOException {
            event(
                    type,
                    each -> new ResponseEvent(
                            each.type(),
                            each.sequenceNumber(),
                            Optional.empty(),
                            Optional.of(output),
                            Optional.of("fc_" + call.id()),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            delta,
                            Optional.empty(),
                            whole.map(_ -> call.function().name()),
                            whole,
                            Optional.empty()));
        }

        private void event(String type, UnaryOperator<ResponseEvent> filled) throws IOException {
            ResponseEvent event = filled.apply(ResponseEvent.of(type, sequence++));
            write(type, JsonFormat.write(event));
        }

        private void write(String type, String data) throws IOException {
            out.write(("event: " + type + "\ndata: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }
}
