/** The contracts of stake, court, votes and sales: what a wallet is to send, and what the chain says, by the node's public JSON-RPC. */
import { post } from "./api";

/** What each function is called by: the first four bytes of the hash (keccak-256) of its name and types. contracts.test.ts holds them. */
export const FUNCTIONS = {
  "approve(address,uint256)": "0x095ea7b3",
  "ownerOf(uint256)": "0x6352211e",
  "balanceOf(address)": "0x70a08231",
  "delegate(address)": "0x5c19a95c",
  "delegates(address)": "0x587cde1e",
  "getVotes(address)": "0x9ab24eb0",
  "poolOf(address)": "0x988b1fa7",
  "unbondDelay()": "0x51127fca",
  "deposit()": "0xd0e30db0",
  "deposit(uint256)": "0xb6b55f25",
  "setSpendingLimit(address,uint256)": "0xc9a815bd",
  "create()": "0xefc81a8c",
  "totalAssets()": "0x01e1d114",
  "openCases()": "0x91027e0b",
  "requests(address)": "0x74adad1d",
  "maxWithdraw(address)": "0xce96cb77",
  "maxRedeem(address)": "0xd905777e",
  "maxDeposit(address)": "0x402d267d",
  "convertToAssets(uint256)": "0x07a2d13a",
  "weightAt(uint48)": "0xf095ea99",
  "deposit(uint256,address)": "0x6e553f65",
  "requestRedeem(uint256)": "0xaa2f892d",
  "redeem(uint256,address,address)": "0xba087652",
  "cases()": "0xb5cbc49b",
  "caseOf(uint256)": "0x40a8c537",
  "outcomeOf(uint256)": "0xbb79ea6a",
  "voteOf(uint256,address)": "0x45ddc85d",
  "times()": "0x9e3b34bf",
  "commitmentOf(uint256,address,bool,bytes32)": "0x7e5df164",
  "open(uint8,address,uint256,string)": "0x968ff97e",
  "answer(uint256,string)": "0x27cacb55",
  "commit(uint256,bytes32)": "0xf2f03877",
  "reveal(uint256,address,bool,bytes32)": "0x007ff7f5",
  "appeal(uint256,string)": "0x9d7f722c",
  "close(uint256)": "0x0aebeb4e",
  "decide(uint256,bool)": "0x224f3d1a",
  "arbiter()": "0xfe25e00a",
  "challengeBond()": "0x52305151",
  "split()": "0xf7654176",
  "splitBounds()": "0x2ec46b90",
  "caseBondWei()": "0x46fc2ec1",
  "caseStakeWei()": "0xf895ec75",
  "buildingFeeWei()": "0x923d15a8",
  "firstBuildingFeeWei()": "0x251cf7d9",
  "setBuildingFee(uint256)": "0x3fe3f8f5",
  "setSplit((uint16,uint16,uint16,uint16,uint16,uint16))": "0x82660317",
  "state(uint256)": "0x3e4f49e6",
  "proposalVotes(uint256)": "0x544ffc9c",
  "proposalEta(uint256)": "0xab58fb8e",
  "proposalThreshold()": "0xb58131b0",
  "hasVoted(uint256,address)": "0x43859632",
  "propose(address[],uint256[],bytes[],string)": "0x7d5e81e2",
  "castVote(uint256,uint8)": "0x56781388",
  "queue(address[],uint256[],bytes[],bytes32)": "0x160cbed7",
  "execute(address[],uint256[],bytes[],bytes32)": "0x2656227d",
  "offers()": "0x68d83aa7",
  "offerOf(uint256)": "0xa3cb2f44",
  "offer(address,uint256,uint256,uint64)": "0xe4502130",
  "buy(uint256)": "0xd96a094a",
  "cancel(uint256)": "0x40e58ee5",
  "datanetId()": "0xc9e1294b",
  "totalSupply()": "0x18160ddd",
  "steward()": "0x637eea19",
  "claimable(address)": "0x402914f5",
} as const;

/** What each event is found by: the hash of its name and types. */
export const EVENTS = {
  "PoolCreated(address,address)": "0x4f2ce4e40f623ca765fc0167a25cb7842ceaafb8d82d3dec26ca0d0e0d2d4896",
  "CaseOpened(uint256,address,address,uint8,uint256,uint256,uint256,string)":
    "0x325017739815ef8bbcab0d70075e09607b410013447f8dbc0cd55da597a5bad5",
  "CaseAnswered(uint256,string)": "0x73dfad19262227950f2f80cc3647deade4bc142eae88307f64703e8a56195569",
  "CaseAppealed(uint256,address,string)": "0x59ce3d8776a2ba5b31a01e3066e2f0cbe51ebd038150c132899dc67828362eac",
  "ProposalCreated(uint256,address,address[],uint256[],string[],bytes[],uint256,uint256,string)":
    "0x7d84a6263ae0d98d3329bd7b46bb4e8d6f98cd35a7adb45c274c8b7fd5ebd5e0",
} as const;

type Function = keyof typeof FUNCTIONS;

/** As Solidity's ABI has them: whole numbers, addresses and hashes as 0x-hex, texts, and arrays or tuples of these. */
export type Value = bigint | boolean | string | Value[];

const WORD_HEX = 64;
const MOST_LOG_BLOCKS = 10_000;
const MOST_AT_ONCE = 100;

/** The types of a signature, or of a tuple: what stands between its outer brackets. */
function partsOf(type: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = "";
  for (const letter of type.slice(type.indexOf("(") + 1, type.lastIndexOf(")"))) {
    if (letter === "," && depth === 0) {
      parts.push(part);
      part = "";
      continue;
    }
    depth += letter === "(" ? 1 : letter === ")" ? -1 : 0;
    part += letter;
  }
  return part === "" ? parts : [...parts, part];
}

function isDynamic(type: string): boolean {
  return (
    type === "string" || type === "bytes" || type.endsWith("[]") || (type[0] === "(" && partsOf(type).some(isDynamic))
  );
}

function wordsOf(type: string): number {
  return type[0] === "(" && !isDynamic(type) ? partsOf(type).reduce((sum, part) => sum + wordsOf(part), 0) : 1;
}

function word(value: bigint | boolean | string): string {
  const hex = typeof value === "string" ? value.replace(/^0x/, "").toLowerCase() : BigInt(value).toString(16);
  if (!/^[0-9a-f]{1,64}$/.test(hex)) throw new Error(`${value} does not fit into a word of a contract's call.`);
  return hex.padStart(WORD_HEX, "0");
}

function padded(hex: string): string {
  return hex.padEnd(Math.ceil(hex.length / WORD_HEX) * WORD_HEX, "0");
}

function hexOf(text: string): string {
  return [...new TextEncoder().encode(text)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Values by their types, without 0x (Solidity's contract ABI specification). */
export function encode(types: string[], values: Value[]): string {
  if (types.length !== values.length) throw new Error(`${types.length} values are needed, not ${values.length}.`);
  const headHex = types.reduce((sum, type) => sum + wordsOf(type) * WORD_HEX, 0);
  let head = "";
  let tail = "";
  for (const [index, type] of types.entries()) {
    const value = encodeOne(type, values[index] as Value);
    if (isDynamic(type)) {
      head += word(BigInt((headHex + tail.length) / 2));
      tail += value;
    } else head += value;
  }
  return head + tail;
}

function encodeOne(type: string, value: Value): string {
  if (type.endsWith("[]")) {
    const items = value as Value[];
    return (
      word(BigInt(items.length)) +
      encode(
        items.map(() => type.slice(0, -2)),
        items,
      )
    );
  }
  if (type[0] === "(") return encode(partsOf(type), value as Value[]);
  if (type !== "string" && type !== "bytes") return word(value as bigint | boolean | string);
  const hex = type === "string" ? hexOf(value as string) : (value as string).replace(/^0x/, "");
  return word(BigInt(hex.length / 2)) + padded(hex);
}

/** The values that some hexadecimal digits hold; addresses have 40 digits, and what is shorter than 32 bytes is a number. */
export function decode(types: string[], hex: string): Value[] {
  const data = hex.replace(/^0x/, "");
  let at = 0;
  return types.map((type) => {
    const from = isDynamic(type) ? Number(BigInt(`0x${data.slice(at, at + WORD_HEX)}`)) * 2 : at;
    at += wordsOf(type) * WORD_HEX;
    return decodeOne(type, data.slice(from));
  });
}

function decodeOne(type: string, data: string): Value {
  if (type[0] === "(" && !type.endsWith("[]")) return decode(partsOf(type), data);
  const first = data.slice(0, WORD_HEX);
  if (first.length < WORD_HEX) throw new Error("The chain's answer is cut off: is this the contract of that name?");
  const rest = data.slice(WORD_HEX);
  if (type.endsWith("[]")) return decode(new Array(Number(BigInt(`0x${first}`))).fill(type.slice(0, -2)), rest);
  if (type === "string" || type === "bytes") {
    const bytes = rest.slice(0, Number(BigInt(`0x${first}`)) * 2);
    if (type === "bytes") return `0x${bytes}`;
    return new TextDecoder().decode(Uint8Array.from(bytes.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16)));
  }
  if (type === "address") return `0x${first.slice(-40)}`;
  if (type === "bool") return BigInt(`0x${first}`) !== 0n;
  return type === "bytes32" ? `0x${first}` : BigInt(`0x${first}`);
}

/** What a wallet sends to call a function. */
export function calldata(name: Function, ...values: Value[]): string {
  return FUNCTIONS[name] + encode(partsOf(name), values);
}

/** A question to a contract: its address, its function, the types of the answer, and the function's values. */
export type Question = [to: string, name: Function, answers: string, ...values: Value[]];

/** Asks contracts, all in one request; a question that a contract refuses is an error. */
export async function read(questions: Question[]): Promise<Value[][]> {
  const answers = await rpc(
    questions.map(([to, name, , ...values]) => ["eth_call", [{ to, data: calldata(name, ...values) }, "latest"]]),
  );
  return answers.map((answer, index) => decode(partsOf((questions[index] as Question)[2]), answer as string));
}

export interface Log {
  topics: string[];
  data: string;
}

/** What a contract wrote since the block that is given, the oldest first. */
export async function events(address: string, topics: string[], from: number): Promise<Log[]> {
  const [newest] = (await rpc([["eth_blockNumber", []]])) as [string];
  const head = Number(newest);
  const ranges: [string, unknown[]][] = [];
  for (let first = from; first <= head; first += MOST_LOG_BLOCKS) {
    const last = Math.min(head, first + MOST_LOG_BLOCKS - 1);
    ranges.push(["eth_getLogs", [{ address, topics: [topics], fromBlock: quantity(first), toBlock: quantity(last) }]]);
  }
  return (await rpc(ranges)).flat() as Log[];
}

function quantity(number: number): string {
  return `0x${number.toString(16)}`;
}

async function rpc(calls: [string, unknown[]][]): Promise<unknown[]> {
  const answers: unknown[] = [];
  for (let first = 0; first < calls.length; first += MOST_AT_ONCE) {
    const batch = calls
      .slice(first, first + MOST_AT_ONCE)
      .map(([method, params], id) => ({ jsonrpc: "2.0", id, method, params }));
    const said = await post<{ id: number; result?: unknown; error?: { message: string } }[]>("/rpc", batch);
    for (const { result, error } of said.sort((one, other) => one.id - other.id)) {
      if (error) throw new Error(`The chain does not say: ${error.message}`);
      answers.push(result);
    }
  }
  return answers;
}
