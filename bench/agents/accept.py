"""Checks of a running node by stock clients: see accept.sh. Arguments: the node's data folder, and a folder to write to."""
import asyncio
import concurrent.futures
import json
import os
import pathlib
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request

data, work = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
home = pathlib.Path(os.environ["AGENTS_HOME"])
url = (data / "node.url").read_text().strip()
token = (data / "admin.token").read_text().strip()
results = []

READS = ["ask_model", "check_rights", "explain_account", "my_mandate", "my_trail", "read_receipt", "search_rows", "verify_receipt"]


def call(path, body=None, bearer=token, headers=None):
    request = urllib.request.Request(
        url + path,
        data=None if body is None else json.dumps(body).encode(),
        headers={"Authorization": "Bearer " + bearer, "Content-Type": "application/json", **(headers or {})},
    )
    try:
        with urllib.request.urlopen(request, timeout=600) as response:
            return response.status, json.load(response)
    except urllib.error.HTTPError as refused:
        text = refused.read().decode()
        return refused.code, json.loads(text) if text.startswith("{") else text


def must(path, body=None):
    status, answer = call(path, body)
    assert status < 300, (path, status, answer)
    return answer


def check(name, holds, detail=""):
    results.append(holds)
    print(("passed  " if holds else "FAILED  ") + name + (": " + str(detail) if detail else ""), flush=True)


models = must("/api/models?limit=1000")["list"]
model = next(m["name"] for m in models if m.get("live") or m.get("state") == "live" or m.get("serves"))
datanets = must("/api/datanets?limit=100")["list"]
licences = sorted({d["licence"] if isinstance(d["licence"], str) else d["licence"]["spdx"] for d in datanets})


def paying(name):
    """The address of a new account with a deposit."""
    address = must("/api/accounts", {"name": "%s-%d" % (name, time.time())})["address"]
    must("/api/deposits", {"payer": address, "gwei": 4_000_000_000})
    while must("/api/accounts/" + address)["depositGwei"] == 0:
        time.sleep(0.5)
    return address


principal = paying("agents")


def give(name, tools=READS, parent=None, budget=2_000_000_000, per_call=20_000_000, calls=10_000, bounds=(), principal=principal):
    terms = {
        "principal": principal, "agent": principal, "name": name, "task": "Find out how a starter is fed.",
        "lifeSeconds": 86_400, "budgetGwei": budget, "callGwei": per_call, "dayGwei": budget, "maxCalls": calls,
        "tools": tools, "models": [model], "datanets": [1], "licences": licences, "approvalAboveGwei": per_call,
        "approvers": [principal], "bounds": list(bounds),
    }
    if parent:
        terms["parent"] = parent
    mandate = must("/api/mandates", {"mandate": must("/api/mandates/draft", terms)["mandate"]})["mandate"]["id"]
    return mandate, must(f"/api/mandates/{mandate}/keys", {"label": name})["key"]


def verified(mandate, name):
    file = work / (name + ".trail.json")
    request = urllib.request.Request(url + f"/api/mandates/{mandate}/trail", headers={"Authorization": "Bearer " + token})
    file.write_bytes(urllib.request.urlopen(request, timeout=600).read())
    ran = subprocess.run([str(home / "openledger"), "verify", str(file)], capture_output=True, text=True)
    check("openledger verify of the trail of " + name, ran.returncode == 0, ran.stdout.strip().splitlines()[-1:])


QUESTION = "How do I feed my starter?"


def awaited_index():
    """A node that was just started makes the index of a version before it searches there."""
    _, key = give("first")
    while "is being made" in json.dumps(tool(key, "search_rows", {"query": "starter", "datanets": [1]})[1]):
        time.sleep(2)


def whole(client, tools, found, answer, refused, receipt):
    """What each client must have done: listed, searched, asked, been refused, read the receipt."""
    check(
        client,
        "search_rows" in tools and "rows" in found and bool(answer) and "does not name" in refused and principal in receipt,
        f"{len(tools)} tools",
    )


async def python_mcp():
    import httpx
    from mcp import Client

    mandate, key = give("python-mcp")
    try:
        from mcp.client.streamable_http import streamable_http_client

        http = httpx.AsyncClient(headers={"Authorization": "Bearer " + key}, timeout=600)
        client = Client(streamable_http_client(url + "/mcp", http_client=http))
    except (ImportError, TypeError):
        client = Client(url + "/mcp", headers={"Authorization": "Bearer " + key})
    async with client as c:
        tools = [t.name for t in (await c.list_tools()).tools]
        found = (await c.call_tool("search_rows", {"query": "starter", "datanets": [1]})).content[0].text
        asked = json.loads((await c.call_tool("ask_model", {"model": model, "question": QUESTION, "maxTokens": 24})).content[0].text)
        refused = (await c.call_tool("delete_all", {})).content[0].text
        await asyncio.sleep(0)
        receipt = await settled(lambda: c.call_tool("read_receipt", {"receipt": asked["receipt"]}))
        whole("Python mcp 2.3.0", tools, found, asked["answer"], refused, receipt)
    verified(mandate, "python-mcp")


async def settled(read):
    for _ in range(120):
        answer = await read()
        text = answer.content[0].text if hasattr(answer, "content") else str(answer)
        if "not signed yet" not in text:
            return text
        await asyncio.sleep(1)
    return "the receipt never came"


async def openai_agents():
    os.environ["OPENAI_AGENTS_DISABLE_TRACING"] = "1"
    from agents import Agent, OpenAIChatCompletionsModel, Runner, set_tracing_disabled
    from agents.mcp import MCPServerStreamableHttp
    from openai import AsyncOpenAI

    set_tracing_disabled(True)
    mandate, key = give("openai-agents")
    params = {"url": url + "/mcp", "headers": {"Authorization": "Bearer " + key}, "timeout": 600}
    async with MCPServerStreamableHttp(params=params, client_session_timeout_seconds=600) as server:
        tools = [t.name for t in await server.list_tools()]
        found = (await server.call_tool("search_rows", {"query": "starter", "datanets": [1]})).content[0].text
        refused = (await server.call_tool("delete_all", {})).content[0].text
        client = AsyncOpenAI(base_url=url + "/agents/v1", api_key=key, max_retries=0, timeout=600)
        ran = await Runner.run(
            Agent(name="a", instructions="Answer.", model=OpenAIChatCompletionsModel(model, client)), QUESTION, max_turns=2)
        trail = json.loads((await server.call_tool("my_trail", {})).content[0].text)["actions"]
        line = must("/api/actions/" + next(a["action"] for a in trail if a["tool"] == "ask_model"))["action"]
        receipt = await settled(lambda: server.call_tool("read_receipt", {"receipt": line["receipt"]}))
        whole("openai-agents 0.24.0", tools, found, ran.final_output, refused, receipt)
    verified(mandate, "openai-agents")


def langchain():
    """LangChain's chat model asks, and the node's tools are LangChain's tools."""
    from langchain_core.tools import StructuredTool
    from langchain_openai import ChatOpenAI

    mandate, key = give("langchain-openai")
    headers = {"MCP-Protocol-Version": "2026-07-28", "Mcp-Method": "tools/list"}
    listed = call("/mcp", {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}, key, headers)[1]["result"]["tools"]

    def made(each):
        return StructuredTool(
            name=each["name"], description=each["description"], args_schema=each["inputSchema"],
            func=lambda **given: tool(key, each["name"], given)[1]["result"]["content"][0]["text"])

    tools = {each["name"]: made(each) for each in listed}
    chat = ChatOpenAI(model=model, base_url=url + "/agents/v1", api_key=key, max_retries=0, timeout=600, max_tokens=24)
    found = tools["search_rows"].invoke({"query": "starter", "datanets": [1]})
    answer = chat.invoke(QUESTION).content
    streamed = "".join(part.content for part in chat.stream(QUESTION))
    try:
        ChatOpenAI(model="another-model", base_url=url + "/agents/v1", api_key=key, max_retries=0).invoke("hi")
        refused = ""
    except Exception as e:  # the client's own
        refused = str(e)
    asked = [a for a in must(f"/api/actions?mandate={mandate}")["list"] if a["state"] == "executed" and a["tool"] == "ask_model"]
    receipt = asyncio.run(settled(lambda: asyncio.to_thread(tools["read_receipt"].invoke, {"receipt": asked[0]["receipt"]})))
    whole("langchain-openai 1.7.4", tools, found, answer, refused, receipt)
    check("langchain-openai 1.7.4 streams", bool(streamed) and len(asked) == 2)
    verified(mandate, "langchain-openai")


def javascript(name, script):
    mandate, key = give(name)
    file = work / (name + ".mjs")
    file.write_text((home / "bench/agents" / script).read_text())
    (work / "node_modules").exists() or (work / "node_modules").symlink_to(os.environ["AGENTS_MODULES"])
    ran = subprocess.run(["node", str(file), url, key, model], capture_output=True, text=True, cwd=work)
    try:
        said = json.loads(ran.stdout.strip().splitlines()[-1])
        whole(said["client"], said["tools"], said["found"], said["answer"], said["refused"], said["receipt"])
    except (ValueError, IndexError, KeyError):
        check(name, False, ran.stderr[-400:] + ran.stdout[-400:])
    verified(mandate, name)


def tool(key, name, arguments, call_id=None):
    headers = {"MCP-Protocol-Version": "2026-07-28", "Mcp-Method": "tools/call", "Mcp-Name": name}
    if call_id:
        headers["Idempotency-Key"] = call_id
    return call("/mcp", {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": name, "arguments": arguments}},
                key, headers)


def races(rounds):
    ask = {"model": model, "question": QUESTION, "maxTokens": 4, "maxGwei": 200_000}
    for name, keys, mandates in (chain_of_one(rounds), chain_of_three(rounds)):
        broken = 0
        with concurrent.futures.ThreadPoolExecutor(64) as pool:
            for _ in range(rounds):
                list(pool.map(lambda i: tool(keys[i % len(keys)], "ask_model", ask), range(64)))
                lines = [must("/api/mandates/" + m)["mandate"] for m in mandates]
                broken += sum(l["paidGwei"] + l["heldGwei"] > l["budgetGwei"] or l["calls"] > l["maxCalls"] for l in lines)
        lines = [must("/api/mandates/" + m)["mandate"] for m in mandates]
        held = sum(l["heldGwei"] for l in lines)
        check(f"64 calls at once x {rounds} over {name}", broken == 0 and held == 0 and lines[0]["paidGwei"] > 0,
              f"{lines[0]['paidGwei']} of {lines[0]['budgetGwei']} gwei paid by {lines[0]['calls']} calls, {held} held")


def chain_of_one(rounds):
    mandate, key = give("race-one", budget=1_500_000, per_call=200_000, calls=40 * rounds)
    return "one mandate", [key], [mandate]


def chain_of_three(rounds):
    root, _ = give("race-root", budget=1_500_000, per_call=200_000, calls=40 * rounds)
    middle, _ = give("race-middle", parent=root, budget=1_400_000, per_call=200_000, calls=40 * rounds)
    left, one = give("race-left", parent=middle, budget=900_000, per_call=200_000, calls=40 * rounds)
    right, two = give("race-right", parent=middle, budget=900_000, per_call=200_000, calls=40 * rounds)
    return "a chain of three with two siblings", [one, two], [root, middle, left, right]


def five_sends():
    mandate, key = give("again")
    ask = {"model": model, "question": QUESTION, "maxTokens": 8}
    answers = {json.dumps(tool(key, "ask_model", ask, "once")[1], sort_keys=True) for _ in range(5)}
    line = must("/api/mandates/" + mandate)["mandate"]
    records = must(f"/api/actions?mandate={mandate}")["total"]
    check("five sends of one call: one charge, one record", len(answers) == 1 and line["calls"] == 1 and records == 1)


def ended():
    """A hundred agents ask; once the answer to the end of their mandates is there, nothing more is done."""
    ask = {"model": model, "question": QUESTION, "maxTokens": 64, "maxGwei": 200_000}
    payer = paying("ended")  # who may have 100 keys
    root, key = give("ended-root", principal=payer)
    keys = [key] + [give(f"ended-{i}", parent=root, principal=payer)[1] for i in range(1, 100)]
    with concurrent.futures.ThreadPoolExecutor(100) as pool:
        running = [pool.submit(lambda key: [tool(key, "ask_model", ask) for _ in range(3)], key) for key in keys]
        while must("/api/mandates/" + root)["mandate"]["calls"] < 10:
            time.sleep(0.05)
        begin = time.perf_counter()
        must("/api/mandates/end", {"mandate": root})
        took = time.perf_counter() - begin
        after = must("/api/mandates/" + root)["mandate"]
        concurrent.futures.wait(running)
    later = must("/api/mandates/" + root)["mandate"]
    refused = json.dumps(tool(keys[0], "my_mandate", {})[1])
    check("100 agents: 0 effects after the answer to the end of their mandates, and no hold",
          after["heldGwei"] == 0 and "was ended" in refused
          and all(after[each] == later[each] for each in ("calls", "paidGwei", "heldGwei")),
          f"{after['calls']} calls before, answered in {took:.2f} s")
    verified(root, "ended")


def approvals():
    """What a person lets through is done once: not as something else, not late, not by a second of many at once."""
    mandate, key = give("approvals", tools=READS + ["contribute_rows"])
    tool(key, "search_rows", {"query": "starter", "datanets": [1]})  # a stranger may have written what it read
    rows = lambda text: {"datanet": 1, "rows": [{"instruction": "what to approve", "response": text}]}
    waiting = tool(key, "contribute_rows", rows("this"), "once")[1]
    action = waiting["result"]["_meta"]["org.openledger/action"]
    modified = json.dumps(tool(key, "contribute_rows", rows("that"), "once")[1])
    approve = lambda seconds: call(f"/api/actions/{action}/approval", {"by": principal, "deadlineSeconds": int(time.time()) + seconds})
    late = approve(-60)
    with concurrent.futures.ThreadPoolExecutor(16) as pool:
        statuses = [status for status, _ in pool.map(lambda _: approve(60), range(16))]
    done = [a["tool"] for a in must(f"/api/actions?mandate={mandate}")["list"] if a["state"] == "executed"]
    check("an approval after its deadline, of other arguments, and sent by 16 at once: one effect in all",
          late[0] == 400 and "with another call before" in modified and statuses.count(200) == 1
          and sorted(done) == ["contribute_rows", "search_rows"], {each: statuses.count(each) for each in set(statuses)})
    verified(mandate, "approvals")


def overhead(pairs):
    """The same question with a mandate's key and with a plain key of its principal, in pairs: one client, then four at once. One client
    waits for the receipt of each answer before it asks again, so that it is the gate that is measured and not attribution."""
    _, mandated = give("overhead", calls=10 * pairs)
    plain = must("/api/keys", {"payer": principal, "label": "overhead", "scopes": ["ask"]})["key"]
    ask = {"model": model, "max_tokens": 4, "temperature": 0, "messages": [{"role": "user", "content": QUESTION}]}
    ways = {"with": ("/agents/v1/chat/completions", mandated), "without": ("/v1/chat/completions", plain)}
    times = {each: [] for each in (*ways, "forced")}

    def timed(what, work):
        begin = time.perf_counter()
        answered = work()
        times[what].append((time.perf_counter() - begin) * 1000)
        return answered

    def pair(i, between=lambda: None):
        for way in sorted(ways, reverse=i % 2 == 0):
            status, answer = timed(way, lambda: call(ways[way][0], ask, ways[way][1]))
            assert status == 200, answer
            between()
        timed("forced", lambda: forced_write(data / f"forced.{i}"))

    def measured(clients, pair):
        attributed()
        with concurrent.futures.ThreadPoolExecutor(clients) as pool:
            list(pool.map(pair, range(pairs)))  # until the node is compiled
            for each in times.values():
                each.clear()
            list(pool.map(pair, range(pairs)))
        at = lambda what, part: sorted(times[what])[int(pairs * part)]
        said = "; ".join(f"p{int(part * 100)} {at('with', part):.1f} ms with, {at('without', part):.1f} without, "
                         f"a forced write {at('forced', part):.1f}" for part in (0.5, 0.95))
        return at("with", 0.95) - at("without", 0.95), at("forced", 0.95), said

    more, forced, alone = measured(1, lambda i: pair(i, attributed))
    _, _, together = measured(4, pair)
    check("the gate takes at most 5 ms more at p95, beside its two writes that are forced to the disk",
          more <= 5 + 2 * forced, f"{alone}; {pairs} pairs")
    print(f"        four clients at once, who share the processors with the answers: {together}")


def attributed():
    """Waits until no answer waits for its receipt."""
    while must("/api/receipts?state=answered")["total"] > 0:
        time.sleep(0.05)


def forced_write(at):
    """Writes 4 KiB, and waits until the disk has them."""
    with open(at, "wb") as file:
        file.write(bytes(4096))
        file.flush()
        os.fdatasync(file.fileno())
    at.unlink()


def tests():
    """What needs faults, secrets of an operator or very many cases is shown by tests of our own."""
    ran = subprocess.run([str(home / "openledger"), "test", *TESTS], capture_output=True, text=True)
    said = ran.stdout + ran.stderr
    for each in TESTS:
        line = next((line.strip() for line in said.splitlines() if re.search(rf"\.{each}: \d+ passed", line)), "did not run")
        check(each, ran.returncode == 0 and "passed" in line, line)
    for line in said.splitlines():
        if "AgentDojo" in line:
            print("        " + line.strip())


TESTS = ["WorstBrainTest", "TrustedWordsTest", "NarrowingTest", "BoundTest", "TrailVerifierTest", "DecisionRewardTest",
         "ForeignToolsTest", "PlantedWordsTest", "AgentsTest"]


def sales():
    import types

    from sales import Sales

    node = types.SimpleNamespace(url=url, home=home, model=model, principal=principal, call=call, must=must, check=check)
    Sales(node).run(work, os.environ["AGENTS_MODULES"])


async def via():
    """A stock client reaches a stock server through the gate, until that changes its tools."""
    from mcp import Client
    import httpx
    from mcp.client.streamable_http import streamable_http_client

    mandate, key = give("via", tools=["notes__keep_note", "notes__read_note"])
    http = httpx.AsyncClient(headers={"Authorization": "Bearer " + key}, timeout=600)
    async with Client(streamable_http_client(url + "/mcp/via/notes", http_client=http)) as c:
        tools = [t.name for t in (await c.list_tools()).tools]
        note = (await c.call_tool("read_note", {"name": "starter"})).content[0].text
        calls = (work / "notes.calls").read_text()
        (work / "notes.change").touch()
        while not (work / "notes.changed").exists():
            await asyncio.sleep(0.1)
        changed = (await c.call_tool("read_note", {"name": "starter"})).content[0].text
        added = (await c.call_tool("read_all", {"name": "starter"})).content[0].text
        left = [t.name for t in (await c.list_tools()).tools]
    check("a stock server through the gate: 1 call reaches it, 0 after it changed its tools",
          sorted(tools) == ["keep_note", "read_note"] and "daily" in note and "signed for" in changed
          and "does not name" in added and left == ["keep_note"] and (work / "notes.calls").read_text() == calls,
          {"listed": tools, "left": left, "changed": changed[:90]})
    verified(mandate, "via")


def card():
    """The Agent Card, as the library of A2A reads it: a member that it does not know is an error."""
    from a2a.types import AgentCard
    from google.protobuf import json_format

    said = json_format.ParseDict(json.loads(urllib.request.urlopen(url + "/.well-known/agent-card.json").read()), AgentCard())
    reached = {each.protocol_binding: each.url for each in said.supported_interfaces}
    skills = [skill.id for skill in said.skills]
    check("a2a-sdk 1.3.0 reads the Agent Card",
          reached.get("MCP") == url + "/mcp" and "search_rows" in skills and list(said.security_schemes) == ["mandateKey"],
          f"{len(skills)} skills")


def exports():
    """The exports of a trail, as the libraries of in-toto and OpenTelemetry read them."""
    import base64
    from google.protobuf import json_format
    from in_toto_attestation.v1 import statement_pb2
    from in_toto_attestation.v1.statement import Statement
    from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

    mandate, key = give("exports")
    tool(key, "search_rows", {"query": "starter", "datanets": [1]})
    tool(key, "delete_all", {})

    def exported(form):
        file = work / f"exports.{form}.json"
        subprocess.run([str(home / "openledger"), "mandate", "trail", mandate, "--as", form, "--out", str(file), "--data", str(data)],
                       check=True, capture_output=True)
        return json.loads(file.read_text())

    statement = json_format.ParseDict(exported("in-toto"), statement_pb2.Statement())
    Statement.copy_from_pb(statement).validate()
    check("in-toto-attestation 0.9.3 reads the statement", len(statement.subject) == 2, statement.predicate_type)
    spans = exported("otlp")
    for span in spans["resourceSpans"][0]["scopeSpans"][0]["spans"]:
        for name in ("traceId", "spanId"):  # digits in OTLP, base64 in this library
            span[name] = base64.b64encode(bytes.fromhex(span[name])).decode()
    read = json_format.ParseDict(spans, ExportTraceServiceRequest()).resource_spans[0].scope_spans[0].spans
    check("opentelemetry-proto 1.45.2 reads the spans",
          [span.name for span in read] == ["execute_tool search_rows", "execute_tool unknown_tool"]
          and [span.status.code for span in read] == [1, 2] and all(len(span.trace_id) == 16 for span in read))


def have_gas():
    """The principal has native OPEN, which is given once a day."""
    has = lambda: must(f"/api/accounts/{principal}/wallet")["nativeGwei"] > 0
    if not has():
        must("/api/gifts", {"account": principal})
    while not has():
        time.sleep(0.5)


def contract():
    """A contract's function that the mandate names is called, and what it did is read with web3.py; others are refused."""
    from web3 import HTTPProvider, Web3

    have_gas()
    token = must("/api/chain")["contracts"]["wrappedOpen"]
    spender, approve = "0x" + "a7" * 20, token + ".approve(address,uint256)"
    bound = {"tool": "call_contract", "argument": "function", "kind": "is", "values": [approve]}
    mandate, key = give("contract", tools=["call_contract"], bounds=[bound])
    call_of = {"function": approve, "values": [spender, "7"], "maxGwei": 1_000_000}
    chain = Web3(HTTPProvider(url + "/rpc"))
    at = Web3.to_checksum_address
    before = chain.eth.get_transaction_count(at(principal))
    once = [json.dumps(tool(key, "call_contract", call_of, "once")[1]) for _ in range(3)]
    other = json.dumps(tool(key, "call_contract", {**call_of, "function": token + ".transfer(address,uint256)"})[1])
    abi = [{"name": "allowance", "type": "function", "stateMutability": "view", "outputs": [{"name": "", "type": "uint256"}],
            "inputs": [{"name": "owner", "type": "address"}, {"name": "spender", "type": "address"}]}]
    allowed = chain.eth.contract(at(token), abi=abi).functions.allowance(at(principal), at(spender)).call()
    sent = chain.eth.get_transaction_count(at(principal)) - before
    check("web3.py reads what one call of a named function did, sent three times; another function is refused",
          allowed == 7 and sent == 1 and len(set(once)) == 1 and "must be one of" in other, f"{sent} transaction, {other[-160:]}")
    verified(mandate, "contract")


def function(signature, *outputs, changes=False):
    """One function of an ABI, from its signature as the standard writes it."""
    name, inputs = signature.rstrip(")").split("(")
    typed = lambda types: [{"name": "", "type": each} for each in types if each]
    return {"name": name, "type": "function", "stateMutability": "nonpayable" if changes else "view",
            "inputs": typed(inputs.split(",")), "outputs": typed(outputs)}


ERC_8004_IDENTITY = [
    function("register(string)", "uint256", changes=True), function("ownerOf(uint256)", "address"),
    function("tokenURI(uint256)", "string"), function("getAgentWallet(uint256)", "address"),
    {"name": "Registered", "type": "event", "anonymous": False, "inputs": [
        {"name": "agentId", "type": "uint256", "indexed": True}, {"name": "agentURI", "type": "string", "indexed": False},
        {"name": "owner", "type": "address", "indexed": True}]}]
GIVE_FEEDBACK = "giveFeedback(uint256,int128,uint8,string,string,string,string,bytes32)"
ERC_8004_REPUTATION = [
    function(GIVE_FEEDBACK, changes=True), function("getIdentityRegistry()", "address"),
    function("getSummary(uint256,address[],string,string)", "uint64", "int128", "uint8"),
    function("readFeedback(uint256,address,uint64)", "int128", "uint8", "string", "string", "bool"),
    function("getClients(uint256)", "address[]"), function("getLastIndex(uint256,address)", "uint64")]
ERC_8004_VALIDATION = [function("getIdentityRegistry()", "address"), function("getAgentValidations(uint256)", "bytes32[]")]
SHOW_PAID = "showPaid(address,address,bytes32,uint256,bytes)"


def registries():
    """The node and a stranger are agents of ERC-8004, read by web3.py with the standard's own ABI; feedback is given by who paid alone."""
    import secrets
    from eth_account import Account
    from web3 import HTTPProvider, Web3
    from web3.logs import DISCARD

    ran = subprocess.run([str(home / "openledger"), "agent", "register", "--json", "--data", str(data)], capture_output=True, text=True)
    said = json.loads(ran.stdout) if ran.returncode == 0 else {"error": ran.stdout + ran.stderr}
    chain, at = Web3(HTTPProvider(url + "/rpc")), Web3.to_checksum_address
    identity = chain.eth.contract(at(said["identity"]), abi=ERC_8004_IDENTITY).functions
    reputation = chain.eth.contract(at(said["reputation"]), abi=ERC_8004_REPUTATION)
    validation = chain.eth.contract(at(said["validation"]), abi=ERC_8004_VALIDATION).functions
    agent, operator = said["agent"], must("/api/overview")["node"]["operator"]
    file = json.loads(urllib.request.urlopen(identity.tokenURI(agent).call()).read())
    card = json.loads(urllib.request.urlopen(next(each["endpoint"] for each in file["services"] if each["name"] == "A2A")).read())
    check("web3.py reads the node's ERC-8004 identity, its registration file and the Agent Card that this names",
          identity.ownerOf(agent).call() == identity.getAgentWallet(agent).call() == at(operator)
          and file["registrations"] == [{"agentId": agent, "agentRegistry": f"eip155:{chain.eth.chain_id}:{said['identity']}"}]
          and reputation.functions.getIdentityRegistry().call() == validation.getIdentityRegistry().call() == at(said["identity"])
          and validation.getAgentValidations(agent).call() == [] and bool(card["skills"]), f"agent {agent}")

    stranger = Account.from_key("0x" + secrets.token_hex(32))
    must("/api/gifts", {"account": stranger.address.lower()})
    while chain.eth.get_balance(stranger.address) == 0:
        time.sleep(0.5)

    def send(call):
        signed = stranger.sign_transaction(call.build_transaction(
            {"from": stranger.address, "nonce": chain.eth.get_transaction_count(stranger.address)}))
        return chain.eth.wait_for_transaction_receipt(chain.eth.send_raw_transaction(signed.raw_transaction))

    mined = send(identity.register("https://stranger.example/agent.json"))
    events = chain.eth.contract(at(said["identity"]), abi=ERC_8004_IDENTITY).events
    registered = events.Registered().process_receipt(mined, errors=DISCARD)[0].args
    check("a stranger's wallet registers an agent by web3.py",
          identity.ownerOf(registered.agentId).call() == stranger.address == registered.owner, f"agent {registered.agentId}")

    mandate, key = give("registries")
    tool(key, "ask_model", {"model": model, "question": QUESTION, "maxTokens": 24})
    attributed()
    action = next(a["id"] for a in must(f"/api/actions?mandate={mandate}")["list"] if a.get("receipt"))
    must("/api/epochs", {})
    paid = must(f"/api/actions/{action}/payment")
    while paid["drawnGwei"] < paid["paidGwei"]:
        time.sleep(1)
        paid = must(f"/api/actions/{action}/payment")
    feedback = (agent, 87, 0, "starred", "", url + "/mcp", "", bytes.fromhex(paid["record"][2:]))
    try:
        reputation.functions.giveFeedback(*feedback).call({"from": stranger.address})
        refused = "not refused"
    except Exception as revert:  # web3.py's own
        refused = str(revert)
    give_feedback, show_paid = (said["reputation"] + "." + name for name in (GIVE_FEEDBACK, SHOW_PAID))
    bound = {"tool": "call_contract", "argument": "function", "kind": "is", "values": sorted([give_feedback, show_paid])}
    speaks, spoken = give("feedback", tools=["call_contract"], bounds=[bound])
    have_gas()
    values = [str(agent), "87", "0", "starred", "", url + "/mcp", "", paid["record"]]
    call_of = lambda name, given: json.dumps(tool(spoken, "call_contract", {"function": name, "values": given, "maxGwei": 2_000_000})[1])
    early = call_of(give_feedback, values)
    shown = call_of(show_paid, [paid["operator"], paid["client"], paid["record"], str(paid["paidGwei"] * 10**9), paid["signature"]])
    done, again = call_of(give_feedback, values), call_of(give_feedback, values)
    client = at(principal)
    count, value, decimals = reputation.functions.getSummary(agent, [client], "starred", "").call()
    check("feedback of who paid, read by web3.py; a stranger's, one before its record was shown, and a second are refused",
          (count, value, decimals) == (1, 87, 0) and reputation.functions.getClients(agent).call() == [client]
          and reputation.functions.readFeedback(agent, client, 1).call() == [87, 0, "starred", "", False]
          and "not refused" not in refused and '"isError": true' in early and '"isError": true' in again
          and '"isError": false' in done and '"isError": false' in shown,
          {"stranger": refused[:80], "early": early[-120:], "second": again[-120:]})
    verified(speaks, "feedback")


ALL = {
    "card": card,
    "registries": registries,
    "exports": exports,
    "contract": contract,
    "via": lambda: asyncio.run(via()),
    "python": lambda: asyncio.run(python_mcp()),
    "typescript": lambda: javascript("ts-client", "ts-client.mjs"),
    "old-sdk": lambda: javascript("old-sdk", "old-sdk.mjs"),
    "openai-agents": lambda: asyncio.run(openai_agents()),
    "langchain": langchain,
    "again": five_sends,
    "sales": sales,
    "races": lambda: races(int(os.environ.get("AGENTS_ROUNDS", "20"))),
    "ended": ended,
    "approvals": approvals,
    "overhead": lambda: overhead(200),
    "tests": tests,
}
awaited_index()
for name in os.environ.get("AGENTS_ONLY", " ".join(ALL)).split():
    try:
        ALL[name]()
    except Exception as failure:  # one client's fault is one failure
        check(name, False, repr(failure)[:600])
print(f"{sum(results)} passed, {len(results) - sum(results)} failed")
sys.exit(0 if all(results) else 1)
