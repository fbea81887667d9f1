// A provider with the habits of real ones before the chain, and a second one that has the same: no event is lost or booked twice.
//   node proxy.mjs [--engine anvil|hardhat]
import { createServer } from "node:http";
import { OPEN, agree, depositCall, expect, included, onStage, payer, sign, startNode } from "./stage.mjs";

const EMPTY_BLOOM = `0x${"0".repeat(512)}`;

/** Habits by name: what becomes of a call, and of its answer. A habit gives an answer, or nothing where it leaves the call alone. */
const HABITS = {
  "empty logs": { before: ({ method }) => method === "eth_getLogs" && { result: [] } },
  "zero bloom": { after: withoutBloom },
  "empty logs and zero bloom": {
    before: ({ method }) => method === "eth_getLogs" && { result: [] },
    after: withoutBloom,
  },
  "ranges of ten": {
    before: ({ method, params }) =>
      method === "eth_getLogs" &&
      params[0].fromBlock &&
      Number(params[0].toBlock) - Number(params[0].fromBlock) >= 10 && {
        error: { code: -32602, message: "the range exceeds the limit of 10" },
      },
  },
  "429 now and then": {
    before: (call) => (call.number % 5 === 0 ? { status: 429, headers: { "Retry-After": "1" } } : undefined),
  },
  "a head that goes backwards": {
    after: ({ method, number }, answer) => {
      if (method === "eth_blockNumber" && number % 2 === 0)
        answer.result = `0x${Math.max(0, Number(answer.result) - 3).toString(16)}`;
    },
  },
  "pages in place of answers": {
    before: (call) => (call.number % 7 === 0 ? { status: 502, page: "<html>Bad gateway</html>" } : undefined),
  },
};

function withoutBloom(_, answer) {
  if (answer.result?.logsBloom) answer.result.logsBloom = EMPTY_BLOOM;
}

/** A provider; `habit` may be changed while it runs, and `down` ends every connection. */
async function provider(stage) {
  const state = { habit: {}, down: false, number: 0 };
  const server = createServer(async (request, response) => {
    if (state.down) return request.socket.destroy();
    let body = "";
    for await (const part of request) body += part;
    const call = { ...JSON.parse(body), number: ++state.number };
    const given = state.habit.before?.(call);
    if (given?.status) return response.writeHead(given.status, given.headers).end(given.page ?? "");
    let answer = given;
    if (!answer) {
      const asked = await fetch(stage.url, { method: "POST", headers: { "Content-Type": "application/json" }, body });
      answer = await asked.json();
      state.habit.after?.(call, answer);
    }
    response.setHeader("Content-Type", "application/json");
    response.end(JSON.stringify({ jsonrpc: "2.0", id: call.id, ...answer }));
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  stage.onEnd(() => server.close());
  return { state, url: `http://127.0.0.1:${server.address().port}` };
}

await onStage("providers", async (stage) => {
  const first = await provider(stage);
  const second = await provider(stage);
  await startNode(stage, `${first.url},${second.url}`);
  const { wallet, nonce } = await payer(stage);
  let total = 0;
  const deposit = async (what) => {
    await included(stage, await sign(wallet, await depositCall(stage, wallet, OPEN), nonce()));
    total += 1e9;
    expect("the deposit", await agree(stage, wallet.address, what), total);
  };
  for (const [name, habit] of Object.entries(HABITS)) {
    first.state.habit = habit;
    second.state.habit = habit;
    await deposit(`both: ${name}`);
  }
  first.state.habit = second.state.habit = {};
  first.state.down = true;
  await deposit("the first is down");
  first.state.down = false;
  second.state.down = true;
  await deposit("the second is down");
  second.state.down = false;
  const metrics = await (await fetch(`${stage.base}/metrics`)).text();
  const aside = /^openledger_chain_aside_events\S* (\S+)/m.exec(metrics)?.[1];
  if (aside !== undefined) expect("events that could not be booked", Number(aside), 0);
});
