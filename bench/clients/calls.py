"""Calls a node by other people's client libraries, and prints for each call what it gave and what was expected.

Run it by bench/clients/clients, which starts the node. An expected outcome is a check of the result, or the words that a refusal must
have. Exit 1 where one differs.
"""

import json
import os
import re
import subprocess
import sys
import time

os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"
os.environ["TOKENIZERS_PARALLELISM"] = "false"

HOME, DATA, URL = os.environ["OPENLEDGER_HOME"], os.environ["CLIENTS_DATA"], os.environ["CLIENTS_URL"]
V1 = f"{URL}/v1"
QUESTION = [{"role": "user", "content": "How do I feed my starter?"}]
TOOL = {"type": "function", "function": {
    "name": "find", "description": "Finds.", "parameters": {"type": "object", "properties": {"what": {"type": "string"}}}}}
TOOLS_BASE = "tools"  # the base that tools_base.py made
FIND = {"type": "function", "function": {"name": "find", "description": "Finds a dish.", "parameters": {
    "type": "object", "properties": {"what": {"type": "string", "enum": ["bread", "soup"]}}, "required": ["what"],
    "additionalProperties": False}}}
SCHEMA = {"title": "Dish", "type": "object", "properties": {
    "dish": {"type": "string", "enum": ["bread", "soup"]}, "hot": {"type": "boolean"}},
    "required": ["dish", "hot"], "additionalProperties": False}

results = []


def openledger(*arguments):
    run = subprocess.run([f"{HOME}/openledger", *arguments, "--data", DATA], capture_output=True, text=True)
    if run.returncode != 0:
        sys.exit(f"openledger {' '.join(arguments)}: {run.stderr}")
    return run.stdout


def check(name, call, expected, holds=None, refused=None):
    """expected: in words; holds: of the result; refused: words of the refusal."""
    try:
        given = call()
        right = refused is None and (holds is None or bool(holds(given)))
    except Exception as failure:  # whatever the client makes of a refusal
        given = f"{type(failure).__name__}: {failure}"
        right = refused is not None and refused in str(failure)
    results.append(right)
    print(f"{'right' if right else 'WRONG':6} {name:44} {expected:44} {str(given)[:110]!r}", flush=True)


def json_or_cut(llm):
    """A small model need not come to the end of an object that may be any."""
    import openai
    try:
        return llm.invoke("Dish in JSON?")["raw"].content.lstrip().startswith("{")
    except openai.LengthFinishReasonError as cut:
        return str(cut)


def by_openai(key, model):
    import openai
    client = openai.OpenAI(api_key=key, base_url=V1, max_retries=0)
    chat = client.chat.completions
    ask = lambda **more: chat.create(model=model, messages=QUESTION, temperature=0, **more)
    check("openai: models", lambda: [each.id for each in client.models.list()], "the model", lambda ids: model in ids)
    check("openai: chat", lambda: ask().choices[0].message.content, "a text", lambda text: len(text) > 0)
    check("openai: max_tokens beyond the context", lambda: ask(max_tokens=100_000).usage.total_tokens,
          "cut to what fits", lambda tokens: tokens <= 2048)
    check("openai: n=3 with seed", lambda: [c.message.content for c in chat.create(
        model=model, messages=QUESTION, n=3, seed=7, temperature=1.5, max_tokens=8).choices],
        "three answers", lambda texts: len(texts) == 3 and len(set(texts)) > 1)
    check("openai: logprobs", lambda: ask(logprobs=True, top_logprobs=3, max_tokens=4).choices[0].logprobs.content,
          "likeliest first, and chosen", lambda content: all(
              each.logprob == each.top_logprobs[0].logprob and len(each.top_logprobs) == 3 for each in content))
    check("openai: penalties and bias", lambda: ask(
        presence_penalty=1, frequency_penalty=1, logit_bias={"5": -100}, max_tokens=8).usage.completion_tokens,
        "an answer", lambda tokens: tokens > 0)
    check("openai: vLLM's extra_body", lambda: ask(max_tokens=9, extra_body={
        "top_k": 5, "min_p": 0.1, "repetition_penalty": 1.2, "min_tokens": 9, "ignore_eos": True, "stop_token_ids": [1]
    }).usage.completion_tokens, "nine tokens", lambda tokens: tokens == 9)
    check("openai: stream with usage", lambda: [chunk for chunk in ask(
        stream=True, stream_options={"include_usage": True})][-1].usage.total_tokens, "a usage", lambda n: n > 0)
    check("openai: json_object", lambda: ask(response_format={"type": "json_object"}, max_tokens=120).choices[0],
          "JSON, or cut", lambda c: c.finish_reason == "length" or isinstance(json.loads(c.message.content), dict))
    check("openai: json_schema", lambda: ask(response_format={
        "type": "json_schema", "json_schema": {"name": "dish", "schema": SCHEMA, "strict": True}}).choices[0].message.content,
        "JSON of the schema", lambda text: json.loads(text)["dish"] in ("bread", "soup"))
    check("openai: completions, several prompts", lambda: [c.text for c in client.completions.create(
        model=model, prompt=["Feed", "Bake"], max_tokens=4, echo=True, temperature=0).choices],
        "both, echoed", lambda texts: texts[0].startswith("Feed") and texts[1].startswith("Bake"))
    check("openai: tools", lambda: ask(tools=[TOOL]).choices[0].message,
          "refused: this template has no tools", refused="no place for tools")
    check("openai: reasoning_effort", lambda: ask(reasoning_effort="high"), "refused by name", refused="reasoning_effort")
    check("openai: audio", lambda: ask(modalities=["audio"]), "refused by name", refused="modalities")


def by_litellm(key, model):
    import litellm
    litellm.suppress_debug_info = True
    common = dict(api_base=V1, api_key=key, max_tokens=8)
    check("litellm: completion", lambda: litellm.completion(
        model=f"openai/{model}", messages=QUESTION, **common).usage.total_tokens, "a usage", lambda n: n > 0)
    check("litellm: stream", lambda: [c for c in litellm.completion(
        model=f"openai/{model}", messages=QUESTION, stream=True, stream_options={"include_usage": True}, **common)][-1]
        .usage.total_tokens, "a usage", lambda n: n > 0)
    check("litellm: text_completion", lambda: litellm.text_completion(
        model=f"text-completion-openai/{model}", prompt="Hi", **common).choices[0].text, "a text", lambda t: t is not None)
    check("litellm: hosted_vllm", lambda: litellm.completion(
        model=f"hosted_vllm/{model}", messages=QUESTION, top_k=5, **common).choices[0].message.content, "a text",
        lambda t: t is not None)
    check("litellm: batch", lambda: len(litellm.batch_completion(
        model=f"openai/{model}", messages=[QUESTION] * 3, **common)), "three", lambda n: n == 3)


def by_langchain(key, model):
    from langchain_openai import ChatOpenAI, OpenAI
    llm = ChatOpenAI(model=model, api_key=key, base_url=V1, temperature=0, max_retries=0)
    check("langchain: invoke", lambda: llm.invoke("How do I feed my starter?").usage_metadata["total_tokens"],
          "a usage", lambda n: n > 0)
    check("langchain: stream", lambda: "".join(c.content for c in llm.stream("Hi")), "a text", lambda t: len(t) > 0)
    check("langchain: batch", lambda: len(llm.batch(["a", "b", "c"])), "three", lambda n: n == 3)
    check("langchain: with_structured_output", lambda: llm.with_structured_output(SCHEMA).invoke("Dish?"),
          "an object of the schema", lambda o: o["dish"] in ("bread", "soup") and isinstance(o["hot"], bool))
    check("langchain: with_structured_output json_mode", lambda: json_or_cut(
        llm.with_structured_output(SCHEMA, method="json_mode", include_raw=True)), "JSON, or the client says that it was cut",
        bool)
    check("langchain: bind_tools", lambda: llm.bind_tools([TOOL]).invoke("Find bread"),
          "refused: this template has no tools", refused="no place for tools")
    check("langchain: OpenAI()", lambda: OpenAI(
        model=model, api_key=key, base_url=V1, max_retries=0, max_tokens=20).invoke("The bread"), "a text",
        lambda t: isinstance(t, str))


def by_responses(key, model):
    import openai
    client = openai.OpenAI(api_key=key, base_url=V1, max_retries=0)
    ask = lambda **more: client.responses.create(model=model, input="How do I feed my starter?", store=False, temperature=0, **more)
    check("responses: text", lambda: ask().output_text, "a text", lambda t: len(t) > 0)
    check("responses: stream", lambda: [event.type for event in ask(stream=True)], "from created to completed",
          lambda types: types[0] == "response.created" and types[-1] == "response.completed"
          and "response.output_text.delta" in types)
    check("responses: json_schema", lambda: ask(text={"format": {
        "type": "json_schema", "name": "dish", "schema": SCHEMA, "strict": True}}).output_text, "JSON of the schema",
        lambda text: json.loads(text)["dish"] in ("bread", "soup"))
    check("responses: previous_response_id", lambda: ask(previous_response_id="resp_1"), "refused by name",
          refused="previous_response_id")


def by_lm_eval(key, model):
    from lm_eval.models.openai_completions import LocalCompletionsAPI
    from lm_eval.api.instance import Instance
    os.environ["OPENAI_API_KEY"] = key
    toy = f"{HOME}/models/openledger-toy"
    lm = LocalCompletionsAPI(
        model=model, base_url=f"{V1}/completions", tokenizer_backend="huggingface", tokenizer=toy, max_length=512,
        num_concurrent=1, max_retries=1, tokenized_requests=True)
    pairs = [("Flour and water make a", " starter"), ("Bread is baked in an", " oven"), ("Salt", " water")]
    instances = [Instance("loglikelihood", {}, pair, place) for place, pair in enumerate(pairs)]
    check("lm-eval: loglikelihood", lambda: lm.loglikelihood(instances, disable_tqdm=True), "three, all below zero",
          lambda scores: len(scores) == 3 and all(score < 0 for score, _ in scores))
    until = [Instance("generate_until", {}, ("Bread", {"until": ["\n"], "max_gen_toks": 8, "temperature": 0}), 0)]
    check("lm-eval: generate_until", lambda: lm.generate_until(until, disable_tqdm=True), "one text",
          lambda texts: len(texts) == 1 and isinstance(texts[0], str))


def by_tools(key, _):
    """What must be called is held to the schema, so that a small base that never learnt it calls all the same."""
    import litellm
    import openai
    from langchain_core.messages import HumanMessage, ToolMessage
    from langchain_openai import ChatOpenAI
    client = openai.OpenAI(api_key=key, base_url=V1, max_retries=0)
    asked = [{"role": "user", "content": "Find a dish."}]
    must = dict(model=TOOLS_BASE, tools=[FIND], tool_choice="required", temperature=0, parallel_tool_calls=False)
    sound = lambda arguments: json.loads(arguments)["what"] in ("bread", "soup")

    def called():
        return client.chat.completions.create(messages=asked, **must).choices[0]

    def told():
        call = called().message
        result = {"role": "tool", "tool_call_id": call.tool_calls[0].id, "content": "Bread is in the oven."}
        return client.chat.completions.create(
            model=TOOLS_BASE, tools=[FIND], tool_choice="none", temperature=0, max_tokens=8,
            messages=[*asked, call.model_dump(exclude_none=True), result]).choices[0].message

    def streamed():
        arguments = ""
        for chunk in client.chat.completions.create(messages=asked, stream=True, **must):
            for call in (chunk.choices[0].delta.tool_calls or []) if chunk.choices else []:
                arguments += call.function.arguments or ""
        return arguments

    check("openai: tools for a model that is not here", lambda: client.chat.completions.create(
        messages=asked, **{**must, "model": "nobody"}), "refused by the model's name", refused="'nobody' is not served here")
    check("openai: tool_choice required", called, "a call of the schema", lambda c: c.finish_reason == "tool_calls"
          and c.message.tool_calls[0].function.name == "find" and sound(c.message.tool_calls[0].function.arguments))
    check("openai: a call streamed", streamed, "a call of the schema", sound)
    check("openai: a tool's result", told, "an answer", lambda m: not m.tool_calls and isinstance(m.content, str))
    check("responses: tool_choice required", lambda: [each for each in client.responses.create(
        model=TOOLS_BASE, input="Find a dish.", store=False, temperature=0, tool_choice="required",
        tools=[{"type": "function", **FIND["function"]}]).output if each.type == "function_call"],
        "a call of the schema", lambda calls: calls[0].name == "find" and sound(calls[0].arguments))
    check("litellm: tool_choice required", lambda: litellm.completion(
        model=f"openai/{TOOLS_BASE}", messages=asked, tools=[FIND], tool_choice="required", temperature=0,
        api_base=V1, api_key=key).choices[0].message.tool_calls[0].function, "a call of the schema",
        lambda f: f.name == "find" and sound(f.arguments))
    llm = ChatOpenAI(model=TOOLS_BASE, api_key=key, base_url=V1, temperature=0, max_retries=0)
    bound = llm.bind_tools([FIND], tool_choice="find")
    question = HumanMessage("Find a dish.")
    check("langchain: bind_tools, one that must be called", lambda: bound.invoke([question]).tool_calls,
          "a call of the schema", lambda calls: calls[0]["name"] == "find" and calls[0]["args"]["what"] in ("bread", "soup"))

    def after():
        call = bound.invoke([question])
        result = ToolMessage("Bread is in the oven.", tool_call_id=call.tool_calls[0]["id"])
        return llm.bind_tools([FIND], tool_choice="none").invoke([question, call, result], max_tokens=8)

    check("langchain: a tool's result", after, "an answer", lambda m: not m.tool_calls)
    check("langchain: structured by function_calling", lambda: llm.with_structured_output(
        SCHEMA, method="function_calling").invoke("Dish?"), "an object of the schema",
        lambda o: o["dish"] in ("bread", "soup") and isinstance(o["hot"], bool))


def by_server_calls(key, model):
    import urllib.request
    def post(path, body):
        request = urllib.request.Request(f"{URL}{path}", json.dumps(body).encode(), {
            "Authorization": f"Bearer {key}", "Content-Type": "application/json"})
        return json.load(urllib.request.urlopen(request))
    check("vLLM: /tokenize, /detokenize", lambda: post("/detokenize", {
        "model": model, "tokens": post("/tokenize", {"model": model, "prompt": "A roux is"})["tokens"]})["prompt"],
        "the text again", lambda text: text == "A roux is")
    check("vLLM: /version", lambda: json.load(urllib.request.urlopen(f"{URL}/version"))["version"], "a version", bool)


def by_npm(key, model):
    run = subprocess.run(["node", "calls.mjs", URL, key, model], cwd=os.path.dirname(os.path.abspath(__file__)),
                         capture_output=True, text=True)
    for line in run.stdout.splitlines():
        results.append(not line.startswith("WRONG"))
        print(line)
    if run.returncode != 0:
        results.append(False)
        print(f"WRONG  npm openai: {run.stderr[-300:]}")


def main():
    address = re.search(r"0x[0-9a-f]{40}", openledger("account", "create", f"clients {time.time()}")).group()
    openledger("account", "deposit", address, "2000000000")
    openledger("model", "activate", TOOLS_BASE)
    made = json.loads(openledger("key", "create", address, "--json"))
    import urllib.request
    key = made["key"]
    models = json.load(urllib.request.urlopen(urllib.request.Request(
        f"{V1}/models", headers={"Authorization": f"Bearer {key}"})))["data"]
    model = next(each["id"] for each in models if each.get("parent"))
    for calls in (by_openai, by_responses, by_litellm, by_langchain, by_tools, by_lm_eval, by_server_calls, by_npm):
        calls(key, model)
    print(f"{sum(results)} of {len(results)} as expected")
    sys.exit(0 if all(results) else 1)


main()
