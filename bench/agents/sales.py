"""Stock x402 clients buy answers of a node: checks of accept.py. The buyer is a stranger, with no account and no gas."""
import asyncio
import base64
import concurrent.futures
import json
import secrets
import subprocess
import time

from eth_account import Account

PATH = "/x402/v1/chat/completions"
WEI = 10**9


class Sales:
    def __init__(self, node):
        self.node = node
        self.buyer = Account.from_key("0x" + secrets.token_hex(32))
        self.ask = {"model": node.model, "max_tokens": 8, "messages": [{"role": "user", "content": "How do I feed my starter?"}]}
        self.token = None

    def run(self, work, modules):
        self.fund()
        self.stock_python()
        self.stock_javascript(work, modules)
        self.one_signature_many_times()
        self.identifier()
        self.refusals()

    # ------------------------------------------------------------------------------------------ where the buyer's tokens come from

    def fund(self):
        """What somebody earned here is claimed to the buyer, in wOPEN: then the node's own loop has paid for what is bought."""
        node = self.node
        key = node.must("/api/keys", {"payer": node.principal, "label": "sales", "scopes": ["ask", "read"]})["key"]
        for i in range(12):
            status, answer = node.call("/v1/chat/completions", {**self.ask, "max_tokens": 200,
                                       "messages": [{"role": "user", "content": f"How do I feed my starter, for the {i}th time?"}]}, key)
            assert status == 200, answer
        while node.must("/api/receipts?state=answered")["total"] > 0:
            time.sleep(1)
        epoch = node.must("/api/epochs", {})["list"][-1]["number"]
        for _ in range(120):
            if node.must(f"/api/epochs/{epoch}")["state"] == "final":
                break
            time.sleep(1)
        operator = node.must("/api/overview")["node"]["operator"]
        node.must("/api/claims", {"account": operator, "recipient": self.buyer.address.lower(), "paidNative": False})
        _, _, required = self.send(None)
        accepted = required["accepts"][0]
        self.token = accepted["asset"]
        for _ in range(60):
            if self.tokens() > 0:
                break
            time.sleep(1)
        print(f"        the buyer has {self.tokens() // WEI} gwei of the token, an answer costs at most {int(accepted['amount']) // WEI}")

    def tokens(self, of=None):
        data = "0x70a08231" + "0" * 24 + (of or self.buyer.address)[2:].lower()
        _, answer = self.node.call("/rpc", {"jsonrpc": "2.0", "id": 1, "method": "eth_call",
                                            "params": [{"to": self.token, "data": data}, "latest"]})
        return int(answer["result"], 16)

    # ------------------------------------------------------------------------------------------ by hand, for what clients do not do

    def send(self, payment, ask=None):
        import urllib.error
        import urllib.request

        headers = {"Content-Type": "application/json"}
        if payment:
            headers["PAYMENT-SIGNATURE"] = base64.b64encode(json.dumps(payment).encode()).decode()
        request = urllib.request.Request(self.node.url + PATH, json.dumps(ask or self.ask).encode(), headers)
        try:
            with urllib.request.urlopen(request, timeout=600) as response:
                return response.status, json.load(response), {}
        except urllib.error.HTTPError as refused:
            required = refused.headers.get("PAYMENT-REQUIRED")
            return refused.code, json.loads(refused.read()), json.loads(base64.b64decode(required)) if required else {}

    def payment(self, identifier=None):
        """Made by the stock client's own scheme."""
        from x402 import x402ClientSync
        from x402.extensions.payment_identifier import append_payment_identifier_to_extensions
        from x402.mechanisms.evm.exact import ExactEvmScheme
        from x402.schemas import PaymentRequired

        _, _, required = self.send(None)
        client = x402ClientSync()
        client.register("eip155:*", ExactEvmScheme(signer=self.buyer))
        client.set_spend_controls(False)
        required = PaymentRequired.model_validate(required)
        extensions = dict(required.extensions)
        if identifier:
            append_payment_identifier_to_extensions(extensions, identifier)
        payload = client.create_payment_payload(required, extensions=extensions)
        return json.loads(payload.model_dump_json(by_alias=True, exclude_none=True))

    # ------------------------------------------------------------------------------------------ checks

    def stock_python(self):
        import httpx  # noqa: F401
        from x402 import x402Client
        from x402.http.clients import x402HttpxClient
        from x402.mechanisms.evm.exact import ExactEvmScheme

        client = x402Client()
        client.register("eip155:*", ExactEvmScheme(signer=self.buyer))
        client.set_spend_controls(False)

        async def buy():
            async with x402HttpxClient(client, timeout=600) as http:
                return await http.post(self.node.url + PATH, json=self.ask)

        before = self.tokens()
        began = time.perf_counter()
        response = asyncio.run(buy())
        took = time.perf_counter() - began
        settled = json.loads(base64.b64decode(response.headers.get("PAYMENT-RESPONSE", "e30=")))
        self.node.check("Python x402 2.25.0 buys an answer",
                        response.status_code == 200 and bool(response.json()["choices"]) and settled.get("success")
                        and self.tokens() < before, f"{(before - self.tokens()) // WEI} gwei in {took:.1f} s")

    def stock_javascript(self, work, modules):
        script = work / "x402-client.mjs"
        script.write_text((self.node.home / "bench/agents/x402-client.mjs").read_text())
        link = work / "node_modules"
        if not link.exists():
            link.symlink_to(modules)
        before = self.tokens()
        ran = subprocess.run(["node", str(script), self.node.url + PATH, "0x" + self.buyer.key.hex().removeprefix("0x"),
                              json.dumps(self.ask)], capture_output=True, text=True, cwd=work)
        said = ran.stdout.strip().splitlines()[-1:] or [ran.stderr[-300:]]
        self.node.check("@x402/fetch 2.27.0 buys an answer",
                        ran.returncode == 0 and json.loads(said[0])["status"] == 200 and self.tokens() < before, said[0][:120])

    def one_signature_many_times(self):
        payment, before = self.payment(), self.tokens()
        with concurrent.futures.ThreadPoolExecutor(64) as pool:
            statuses = list(pool.map(lambda _: self.send(payment)[0], range(64)))
        once = int(payment["accepted"]["amount"])
        self.node.check("one signature to 64 requests: 1 answer, 63 refusals, 1 transfer",
                        statuses.count(200) == 1 and statuses.count(409) == 63 and before - self.tokens() == once,
                        {s: statuses.count(s) for s in set(statuses)})

    def identifier(self):
        name = "pay_" + secrets.token_hex(16)
        before = self.tokens()
        first = self.send(self.payment(name))
        second = self.send(self.payment(name))  # another signature, as a client makes that lost the response
        other = self.send(self.payment(name), {**self.ask, "max_tokens": 9})
        self.node.check("a retry by payment-identifier is paid once and gets the same answer",
                        first[0] == second[0] == 200 and first[1]["choices"] == second[1]["choices"] and other[0] in (402, 409)
                        and before - self.tokens() == int(self.payment()["accepted"]["amount"]))

    def refusals(self):
        before, statuses = self.tokens(), []
        for part, name, value in (("accepted", "network", "eip155:1"), ("accepted", "asset", "0x" + "1" * 40),
                                  ("accepted", "amount", "1"), ("accepted", "payTo", "0x" + "2" * 40),
                                  ("authorization", "value", "1"), ("authorization", "to", "0x" + "2" * 40),
                                  ("authorization", "validBefore", "1"), ("authorization", "from", "0x" + "3" * 40)):
            payment = self.payment()
            (payment["accepted"] if part == "accepted" else payment["payload"]["authorization"])[name] = value
            statuses.append(self.send(payment)[0])
        poor = Account.from_key("0x" + secrets.token_hex(32))
        rich, self.buyer = self.buyer, poor
        statuses.append(self.send(self.payment())[0])
        self.buyer = rich
        self.node.check("wrong network, asset, amount, payTo, value, to, time, signer, and an empty purse: refused before work",
                        set(statuses) == {402} and self.tokens() == before, statuses)
