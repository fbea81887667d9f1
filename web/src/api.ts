/** What the node answers, and the calls that ask for it. Units are last in each name. */
import { bearer, payerKey } from "./session";

export interface Share {
  contributor: string;
  ppm: number;
  effectNanonats: number;
  lowNanonats: number;
  highNanonats: number;
  rows: { leaf: string; datanet: string; scorePpm: number }[];
  spans: { start: number; length: number; count: number; rows: string[] }[];
}

/** A part of a fee; what is of the role waiting is its contributor's only as far as the epoch's audit releases it. */
export interface Payment {
  account: string;
  role: "treasury" | "stakers" | "operator" | "base" | "developer" | "contributor" | "waiting" | "commons";
  gwei: number;
}

/** A row that stood in the prompt; `start` and `end` count bytes of it. */
export interface Source {
  number: number;
  leaf: string;
  datanet: string;
  contributor: string;
  start: number;
  end: number;
  effectNanonats: number;
  lowNanonats: number;
  highNanonats: number;
}

export interface Receipt {
  schema: string;
  id: string;
  timeMillis: number;
  operator: string;
  payer: string;
  chain: { id: number; escrow: string; anchor: string; distributor: string };
  log: { origin: string; key: string };
  model: {
    name: string;
    token: string;
    baseDigest: string;
    adapterDigest: string;
    tokenizerDigest: string;
    run: string;
    versions: { datanet: string; number: number; root: string }[];
  };
  request: { digest: string; tokens: number; maxTokens: number; temperaturePpm: number; seed: number };
  answer: { digest: string; tokens: number; finish: string };
  attribution: {
    method: string;
    code: string;
    ready: "before-answer" | "after-answer";
    influenceDigest: string;
    indexDigest: string;
    seed: number;
    tolerancePpm: number;
    shares: Share[];
    basePpm: number;
    unattributedPpm: number;
    confidencePpm: number;
    deltaNanonats: number;
  };
  retrieval?: {
    method: string;
    start: number;
    end: number;
    searched: { datanet: string; number: number; root: string; indexDigest: string }[];
    sources: Source[];
  };
  fee: { totalGwei: number; splitBps: Record<string, number>; rule?: string };
  payments: Payment[];
}

export interface ReceiptFile {
  schema: string;
  receipt: Receipt;
  signature: string;
  inclusion: { index: number; treeSize: number; hashes: string[] };
  checkpoint: string;
  anchor?: {
    chainId: number;
    contract: string;
    size: number;
    root: string;
    block: number;
    transaction: string;
    consistency: string[];
  };
  opening?: { salt: string; prompt: string; answer: string; promptIds: number[]; answerIds: number[] };
  /** Words of the answer with the rows they stand in; offsets in UTF-16 code units, as JavaScript counts. */
  quotations?: {
    contributor: string;
    start: number;
    length: number;
    answerAt: number;
    field: string;
    rowAt: number;
    characters: number;
    row: {
      datanet: string;
      salt: string;
      content: string;
      inclusion: { index: number; treeSize: number; hashes: string[] };
    };
  }[];
  payout?: { epoch: number; root: string; claims: { account: string; cumulativeWei: string; proof: string[] }[] };
  seal: string;
}

export interface Row {
  leaf: string;
  text: string;
  contributor: string;
  contributorName?: string;
  datanet: string;
  datanetName?: string;
  version?: number;
  position?: number;
  licence: string;
  status?: string;
  reason?: string;
  leader?: string;
  earnedGwei?: number;
}

export interface RowDetail extends Row {
  uses: {
    receipt: string;
    timeMillis: number;
    model: string;
    scorePpm: number;
    paidGwei: number;
    waitingGwei: number;
  }[];
}

/** A token of an answer; `bits` is how much it says of where the answer comes from, where the model's index is on the node. */
export interface Token {
  text: string;
  start: number;
  end: number;
  bits?: number;
}

export interface ReceiptDetail {
  id: string;
  state: "admitted" | "answered" | "receipted" | "failed";
  timeMillis: number;
  model: string;
  payer: string;
  question: string;
  prompt: string;
  answer: string;
  tokens: Token[];
  receipt?: Receipt;
  signature?: string;
  rows: Record<string, Row>;
  names: Record<string, string>;
  epoch?: { number: number; state: string } | null;
  anchored?: boolean;
  failure?: string;
}

export interface ReceiptLine {
  id: string;
  state: ReceiptDetail["state"];
  timeMillis: number;
  model: string;
  question: string;
  answer: string;
  feeGwei: number;
  dataPpm: number;
  basePpm: number;
  unattributedPpm: number;
}

export interface DatanetLine {
  id: string;
  name: string;
  owner: string;
  ownerName?: string;
  schema: string;
  licence: string;
  rowsSubmitted: number;
  rowsAccepted: number;
  contributors: number;
  latestVersion: number;
  earnedGwei?: number;
}

export interface ContributionLine {
  id: string;
  datanet: string;
  contributor: string;
  contributorName?: string;
  timeMillis: number;
  state: string;
  rowsSubmitted: number;
  rowsPassed: number;
  rowsAccepted: number;
  rejected: { line: number; reason: string; detail: string }[];
  root: string;
  /** What the contributor is to sign; given with the screening. */
  typedData?: object;
}

export interface DatanetDetail extends DatanetLine {
  terms: string;
  termsDigest: string;
  versions: { number: number; root: string; rows: number; timeMillis: number; transaction?: string }[];
  contributions: ContributionLine[];
}

/** What receipts say of one row; effects and pay are its part, by nearness, of its contributor's. */
export interface CreditedRow {
  leaf: string;
  answers: number;
  earnedGwei: number;
  waitingGwei: number;
  loweredAnswers: number;
  loweredSurely: number;
  loweredMicronats: number;
  quotedAnswers: number;
  places: number;
  copies: number;
  row?: Row;
}

/** `receipts` of all Datanets are counted, which name or quote `rows` of this one. */
export interface DatanetCredit {
  receipts: number;
  rows: number;
  list: CreditedRow[];
}

export interface ModelLine {
  name: string;
  token?: string;
  owner: string;
  ownerName?: string;
  base: string;
  adapterDigest: string;
  run: string;
  versions: { datanet: string; number: number; root: string }[];
  state: string;
  attributionReady: boolean;
  receipts?: number;
}

export interface RunDetail {
  id: string;
  name: string;
  owner: string;
  ownerName?: string;
  state: "queued" | "training" | "registering" | "attributing" | "valuing" | "ready" | "failed" | "cancelled";
  progressPpm: number;
  attributionPpm: number;
  valuePpm: number;
  versions: { datanet: string; number: number }[];
  configuration: {
    rank: number;
    alpha: number;
    steps: number;
    batchRows: number;
    peakLearningRate: number;
    seed: number;
  };
  lossCurve: [number, number][];
  lossBefore?: number;
  lossAfter?: number;
  seconds?: number;
  baseDigest: string;
  adapterDigest?: string;
  message?: string;
  heldOutPpm: number;
  rewardGwei: number;
  createdMillis: number;
}

/** What a run's contributors did for rows it held out, in 10⁻⁹ nats a token, and what that paid. */
export interface RunValue {
  run: string;
  state: "waiting" | "refused" | "measured";
  heldOut: number;
  lossBefore?: number;
  lossAfter?: number;
  digest?: string;
  refusal?: string;
  rewardGwei: number;
  unpaid?: string;
  commonsGwei: number;
  contributors: {
    contributor: string;
    contributorName?: string;
    rows: number;
    nanonats: number;
    low: number;
    high: number;
    gwei: number;
  }[];
}

/** A row's value has no interval. */
export interface ModelValue {
  model: string;
  run: string;
  contributor: string;
  contributorName?: string;
  nanonats: number;
  low?: number;
  high?: number;
}

export interface ValuedRow {
  leaf: string;
  contributor: string;
  contributorName?: string;
  nanonats: number;
  row?: Row;
}

export function hasEnded(run: RunDetail): boolean {
  return run.state === "ready" || run.state === "failed" || run.state === "cancelled";
}

export interface EpochLine {
  number: number;
  state: string;
  root: string;
  receipts: number;
  paidGwei: number;
  waitedGwei: number;
  releasedGwei: number;
  returnedGwei: number;
  nettedGwei: number;
  gas?: number;
  transaction?: string;
  closedMillis: number;
}

/** What an epoch's audit decided for one contributor. */
export interface EpochOutcome {
  contributor: string;
  paidGwei: number;
  waitingGwei: number;
  returnedGwei: number;
  nettedGwei: number;
}

export interface Overview {
  node: {
    operator: string;
    chainId: number;
    block: number;
    logSize: number;
    anchoredSize?: number;
    epoch: number;
    /** For each token of prompt and answer. */
    priceGwei: number;
    version: string;
  };
  datanets: DatanetLine[];
  models: ModelLine[];
  receipts: ReceiptLine[];
  epochs: EpochLine[];
  totals: { receipts: number; rows: number; contributors: number; paidGwei: number };
}

export interface Account {
  address: string;
  name?: string;
  earnedGwei: number;
  settledGwei: number;
  claimableGwei: number;
  claimedGwei: number;
  waitingGwei: number;
  depositGwei: number;
  lines: {
    /** Of an answer; a line of a run's reward has `run` in its place. */
    receiptId?: string;
    run?: string;
    timeMillis: number;
    model: string;
    question?: string;
    role: string;
    ppm?: number;
    gwei: number;
    epoch: number;
    rows: Row[];
  }[];
  audits: { epoch: number; timeMillis: number; role: string; gwei: number; says: string }[];
  contributions: ContributionLine[];
}

export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
    /** What was wrong, where it is one field of the request. */
    readonly field?: string,
  ) {
    super(message);
  }
}

async function answered(response: Response): Promise<Response> {
  if (response.ok) return response;
  // problem details (RFC 9457), and below /v1 the error of OpenAI
  const body = (await response.json().catch(() => null)) as {
    detail?: string;
    field?: string;
    error?: { message?: string; param?: string | null };
  } | null;
  const says = body?.detail ?? body?.error?.message ?? `The node answered ${response.status}.`;
  throw new ApiError(response.status, says, body?.field ?? body?.error?.param ?? undefined);
}

function headers(): HeadersInit {
  const held = bearer();
  return held ? { Authorization: `Bearer ${held}` } : {};
}

export async function get<T>(path: string): Promise<T> {
  return (await answered(await fetch(path, { headers: headers() }))).json() as Promise<T>;
}

/** Sends JSON, or a file as it is. */
export async function post<T>(path: string, body: object): Promise<T> {
  const isFile = body instanceof Blob;
  const response = await fetch(path, {
    method: "POST",
    headers: { ...headers(), "Content-Type": isFile ? "application/x-ndjson" : "application/json" },
    body: isFile ? body : JSON.stringify(body),
  });
  return (await answered(response)).json() as Promise<T>;
}

export async function remove(path: string): Promise<void> {
  await answered(await fetch(path, { method: "DELETE", headers: headers() }));
}

export async function getText(path: string): Promise<string> {
  return (await answered(await fetch(path, { headers: headers() }))).text();
}

export interface Streamed {
  receiptId: string | null;
  text: string;
  finish: string | null;
}

/** Asks a model, perhaps with sources from Datanets, and hands on the answer as it grows. The last call has `finish` set. */
export async function ask(
  model: string,
  question: string,
  datanets: string[],
  onText: (streamed: Streamed) => void,
  signal: AbortSignal,
): Promise<Streamed> {
  const response = await answered(
    await fetch("/v1/chat/completions", {
      method: "POST",
      headers: { "Content-Type": "application/json", Authorization: `Bearer ${payerKey() ?? ""}` },
      body: JSON.stringify({
        model,
        stream: true,
        temperature: 0,
        messages: [{ role: "user", content: question }],
        ...(datanets.length > 0 ? { retrieval: { datanets } } : {}),
      }),
      signal,
    }),
  );
  const streamed: Streamed = { receiptId: response.headers.get("OpenLedger-Receipt"), text: "", finish: null };
  for await (const data of serverSentData(response)) {
    if (data === "[DONE]") break;
    const chunk = JSON.parse(data) as {
      error?: { message: string };
      choices?: { delta?: { content?: string }; finish_reason?: string | null }[];
    };
    if (chunk.error) throw new ApiError(500, chunk.error.message);
    streamed.text += chunk.choices?.[0]?.delta?.content ?? "";
    streamed.finish = chunk.choices?.[0]?.finish_reason ?? streamed.finish;
    onText({ ...streamed });
  }
  return streamed;
}

async function* serverSentData(response: Response): AsyncGenerator<string> {
  const reader = (response.body as ReadableStream<Uint8Array>)
    .pipeThrough(new TextDecoderStream() as never)
    .getReader();
  let waiting = "";
  for (;;) {
    const { done, value } = (await reader.read()) as ReadableStreamReadResult<string>;
    if (done) return;
    waiting += value;
    const lines = waiting.split("\n");
    waiting = lines.pop() ?? "";
    for (const line of lines) if (line.startsWith("data:")) yield line.slice(5).trim();
  }
}
