// What a node gives when it is asked for ten times what it can give: lists and single things, and answers of a model.
//   node bench/overload/overload.mjs URL TOKEN_FILE PID [--only lists|answers] [--seconds N] [--json FILE]
// The node is PID on this machine, started with --set http.trusted_proxies=127.0.0.1, so that each client has an address of its own:
// bench/overload/overload does so. First clients that ask again when they are answered find what the node can give: their number doubles
// until no more is answered. Then, three times in turn, so many clients ask for N seconds (40), and for N seconds calls come at ten times the
// rate that was answered, whatever becomes of them and whenever a refusal says to come again; each after 10 s that do not count. Exits with 1
// where a line is missed.
import { readFileSync, writeFileSync } from "node:fs";
import http from "node:http";
import { loadavg } from "node:os";
import { parseArgs } from "node:util";

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { only: { type: "string" }, seconds: { type: "string", default: "40" }, json: { type: "string" } },
});
const [base, tokenFile, pid] = positionals;
const url = new URL(base);
const token = readFileSync(tokenFile, "utf8").trim();
const agent = new http.Agent({ keepAlive: true, maxSockets: Infinity });
const seconds = Number(options.seconds);
const TIMES = 10;
const PAIRS = 3;
const LEAST_PART = 0.9;
const MOST_GROWTH = 0.1;
const MOST_RECOVERY_MS = 10_000;
const RAMP_SECONDS = 5;
/** Until queues are as long as they get. */
const LEAD_SECONDS = 10;
const TICKS_A_SECOND = 100;
/** Connections at a time; a machine has some 28,000 ports for one address. */
const MOST_WAITING = 4_000;
const EXPECTED = [200, 429, 503];

function call(method, path, address, bearer, body) {
  const text = body === undefined ? "" : JSON.stringify(body);
  const headers = { "X-Forwarded-For": address };
  if (bearer) headers.Authorization = `Bearer ${bearer}`;
  if (text) Object.assign(headers, { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(text) });
  return new Promise((resolve) => {
    const request = http.request({ host: url.hostname, port: url.port, path, agent, method, headers }, (response) => {
      let heard = "";
      response.setEncoding("utf8");
      response.on("data", (piece) => (heard += piece));
      response.on("end", () => resolve({ status: response.statusCode, retry: response.headers["retry-after"], heard }));
      response.on("error", (error) => resolve({ status: error.code ?? "broken" }));
    });
    request.on("error", (error) => resolve({ status: error.code ?? "broken" }));
    request.end(text);
  });
}

async function made(method, path, bearer, body) {
  const { status, heard } = await call(method, path, "198.18.0.1", bearer, body);
  if (status !== 200 && status !== 201) throw new Error(`${method} ${path}: ${status} ${heard ?? ""}`);
  return JSON.parse(heard);
}

/** Six of ten calls are for lists and searches, four for single things, each from one of as many addresses as ten times the peak has clients. */
function lists() {
  const many = ["/api/overview", "/api/receipts?limit=20", "/api/models?limit=20", "/api/datanets?limit=20", "/api/epochs?limit=20", "/api/search?q=ferment"];
  const single = ["/log/checkpoint", "/api/datanets/1", "/healthz"];
  let turn = 0;
  return () => {
    const paths = turn++ % 5 < 3 ? many : single;
    return call("GET", paths[turn % paths.length], `198.18.${1 + ((turn >> 8) % 3)}.${turn & 255}`);
  };
}

/** Questions of twelve payers, each with a key and an address of its own. */
async function answers() {
  const questions = ["How do I feed my starter?", "Which tea is best for kombucha?", "Why do I wear gloves for kimchi?"];
  const payers = [];
  for (let number = 1; number <= 12; number++) {
    const { address } = await made("POST", "/api/accounts", token, { name: `overload ${number} ${Date.now()}` });
    await made("POST", "/api/deposits", token, { payer: address, gwei: 2_000_000_000 });
    payers.push({ key: (await made("POST", "/api/keys", token, { payer: address })).key, from: `198.18.4.${number}` });
  }
  const model = (await made("GET", "/v1/models", payers[0].key)).data[0].id;
  let asked = 0;
  return () => {
    const { key, from } = payers[asked % payers.length];
    const content = `${questions[asked % questions.length]} ${asked++}`;
    return call("POST", "/v1/chat/completions", from, key, { model, temperature: 0, max_tokens: 16, messages: [{ role: "user", content }] });
  };
}

const residentMegabytes = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]) / 1024;

/** Of the node. */
function processorSeconds() {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ");
  return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Counts what `begin` asks for so long, after a lead of which nothing is counted; `begin` is given a way to ask, which promises the answer, and the
 * time to end.
 */
async function counted(name, ask, forSeconds, leadSeconds, begin) {
  const statuses = {};
  const times = [];
  const failures = new Set();
  let unsaid = 0;
  const start = performance.now() + leadSeconds * 1000;
  const end = start + forSeconds * 1000;
  let highest = 0;
  const watch = setInterval(() => (highest = Math.max(highest, residentMegabytes())), 500);
  const measured = (async () => {
    await pause(leadSeconds * 1000);
    const [used, own] = [processorSeconds(), process.cpuUsage()];
    await pause(forSeconds * 1000);
    return { node: processorSeconds() - used, own: process.cpuUsage(own) };
  })();
  await begin(async () => {
    const sent = performance.now();
    const { status, retry, heard } = await ask();
    const now = performance.now();
    if ((status === 429 || status === 503) && !retry) unsaid++;
    if (!EXPECTED.includes(status)) failures.add(`${status} ${heard ?? ""}`.slice(0, 300));
    if (now < start || now > end) return; // what comes later is neither this rate's nor the next one's
    statuses[status] = (statuses[status] ?? 0) + 1;
    if (status === 200) times.push(now - sent);
  }, end);
  const over = await measured;
  clearInterval(watch);
  times.sort((a, b) => a - b);
  const at = (part) => Math.round(times[Math.floor(part * (times.length - 1))] ?? 0);
  const given = statuses[200] ?? 0;
  const found = {
    name,
    seconds: forSeconds,
    statuses,
    goodput: given / forSeconds,
    perProcessorSecond: given / over.node,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    nodeProcessors: over.node / forSeconds,
    clientProcessors: (over.own.user + over.own.system) / 1e6 / forSeconds,
    residentMegabytes: Math.round(highest),
    unsaid,
    failures: [...failures],
  };
  console.log(
    `${name}: ${found.goodput.toFixed(1)} answered a second, ${found.perProcessorSecond.toFixed(1)} a processor second, p50 ${found.p50Ms} ms, ` +
      `p99 ${found.p99Ms} ms; ${Object.entries(statuses).map(([status, count]) => `${status}: ${count}`).join(", ")}; ` +
      `node ${found.nodeProcessors.toFixed(2)} and clients ${found.clientProcessors.toFixed(2)} processors; ${found.residentMegabytes} MB`,
  );
  for (const failure of failures) console.log(`  ${failure}`);
  return found;
}

const closed = (ask, clients, forSeconds, leadSeconds = 0) =>
  counted(`${clients} clients`, ask, forSeconds, leadSeconds, (one, end) =>
    Promise.all(
      Array.from({ length: clients }, async () => {
        while (performance.now() < end) await one();
      }),
    ),
  );

/** Calls at a rate, of which so many wait for their answer at a time: a call whose turn finds no connection is not made, and counted. */
async function flood(ask, rate, forSeconds, leadSeconds) {
  let unmade = 0;
  const found = await counted(`${rate.toFixed(0)} calls a second`, ask, forSeconds, leadSeconds, async (one, end) => {
    const waiting = new Set();
    const start = performance.now();
    let due = 0;
    for (let now = start; now < end; now = performance.now()) {
      for (; due < ((now - start) / 1000) * rate; due++) {
        if (waiting.size >= MOST_WAITING) {
          unmade++;
          continue;
        }
        const call = one().finally(() => waiting.delete(call));
        waiting.add(call);
      }
      await pause(5);
    }
    await Promise.all(waiting);
  });
  if (unmade > 0) console.log(`  ${unmade} calls were not made: ${MOST_WAITING} waited for their answer`);
  return { ...found, unmade };
}

async function single(ask) {
  const start = performance.now();
  const { status } = await ask();
  return status === 200 ? performance.now() - start : Infinity;
}

/** Milliseconds from now until three single calls in a row take no more than twice their time. */
async function recovery(ask, quiet) {
  const start = performance.now();
  let first = start;
  for (let fast = 0; fast < 3 && first - start < 6 * MOST_RECOVERY_MS; ) {
    const now = performance.now();
    const asFast = (await single(ask)) <= 2 * quiet;
    if (asFast && fast === 0) first = now;
    fast = asFast ? fast + 1 : 0;
    if (!asFast) first = performance.now();
    await pause(50);
  }
  return first - start;
}

const middle = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

async function measured(what, ask) {
  console.log(`${what}:`);
  await closed(ask, 4, RAMP_SECONDS); // the first calls load classes
  let best = { goodput: 0 };
  let peak = 1;
  for (let clients = 4; clients <= 64; clients *= 2) {
    const found = await closed(ask, clients, RAMP_SECONDS);
    if (found.goodput > best.goodput) [best, peak] = [found, clients];
  }
  if (best.goodput === 0) throw new Error(`nothing is answered within ${RAMP_SECONDS} s`);
  const alone = [];
  await pause(2_000);
  for (let i = 0; i < 15; i++) alone.push(await single(ask));
  const quiet = middle(alone);
  console.log(`a single one: ${quiet.toFixed(0)} ms`);
  const pairs = [];
  for (let pair = 0; pair < PAIRS; pair++) {
    const once = await closed(ask, peak, seconds, LEAD_SECONDS);
    const ten = await flood(ask, TIMES * once.goodput, seconds, LEAD_SECONDS);
    pairs.push({ once, ten, recoveryMs: Math.round(await recovery(ask, quiet)) });
  }
  const parts = pairs.map(({ once, ten }) => ten.goodput / once.goodput);
  const ofProcessor = pairs.map(({ once, ten }) => ten.perProcessorSecond / once.perProcessorSecond);
  const all = pairs.flatMap(({ once, ten }) => [once, ten]);
  const failed = all.reduce((sum, { failures }) => sum + failures.length, 0) + all.reduce((sum, { unsaid }) => sum + unsaid, 0);
  const growth = pairs.at(-1).ten.residentMegabytes / pairs[0].ten.residentMegabytes - 1;
  const late = Math.max(...pairs.map(({ recoveryMs }) => recoveryMs));
  const lines = [
    { name: "answered at ten times the rate, of what is answered at most", value: middle(parts), unit: "part", least: LEAST_PART, all: parts },
    { name: "the same a processor second of the node", value: middle(ofProcessor), unit: "part", all: ofProcessor },
    { name: "otherwise than 200, 429 or 503, or refused without Retry-After", value: failed, unit: "calls", most: 0 },
    { name: "resident memory after the third time, above the first", value: growth, unit: "part", most: MOST_GROWTH },
    { name: "until a single one is as fast as before, the longest", value: late / 1000, unit: "s", most: MOST_RECOVERY_MS / 1000 },
  ].map((line) => ({ ...line, met: !(line.value < (line.least ?? -Infinity)) && !(line.value > (line.most ?? Infinity)) && !Number.isNaN(line.value) }));
  for (const { name, value, unit, least, most, all: each, met } of lines) {
    const bound = least !== undefined ? `, at least ${least}` : most !== undefined ? `, at most ${most}` : "";
    console.log(`  ${name}: ${value.toFixed(2)} ${unit}${each ? ` (${each.map((part) => part.toFixed(2)).join(", ")})` : ""}${bound}: ${met ? "met" : "missed"}`);
  }
  return { what, peak, quietMs: quiet, pairs, lines };
}

const kinds = { lists, answers };
if (options.only && !kinds[options.only]) throw new Error(`--only takes ${Object.keys(kinds).join(" or ")}, not ${options.only}`);
const load = [loadavg()[0]];
const results = [];
for (const [what, asking] of Object.entries(kinds)) {
  if (!options.only || options.only === what) results.push(await measured(what, await asking()));
}
load.push(loadavg()[0]);
if (options.json) {
  const root = { schema: "openledger.bench-overload/1", date: new Date().toISOString().slice(0, 10), seconds, load, results };
  writeFileSync(options.json, `${JSON.stringify(root, null, 1)}\n`);
}
process.exit(results.some(({ lines }) => lines.some(({ met }) => !met)) ? 1 : 0);
