/** The calls that ask the node. What they answer is described by the node; web/api makes the types of that. */
import type { components } from "./schema";
import { bearer, payerKey } from "./session";

type Schemas = components["schemas"];

export type Share = Schemas["ReceiptContentShare"];
export type Payment = Schemas["ReceiptContentPayment"];
export type Source = Schemas["ReceiptEvidenceSource"];
export type Evidence = Schemas["ReceiptEvidenceOfShare"];
export type Receipt = Schemas["ReceiptContent"];
export type ReceiptFile = Schemas["ReceiptFileContent"];
export type Row = Schemas["RowView"];
export type RowUse = Schemas["RowUseLine"];
export type Token = Schemas["AnswerToken"];
export type ReceiptDetail = Schemas["ReceiptDetail"];
export type EvidenceAnswers = Schemas["EvidenceAnswers"];
export type Permit = Schemas["Permit"];
export type ReceiptLine = Schemas["ReceiptLine"];
export type DatanetLine = Schemas["DatanetLine"];
export type VersionLine = Schemas["VersionLine"];
export type VersionDetail = Schemas["VersionDetail"];
export type VersionDiff = Schemas["VersionDiff"];
export type VersionChange = Schemas["VersionDiffChange"];
export type CollectionStatement = Schemas["CollectionStatement"];
export type ContributionStatement = Schemas["ContributionStatement"];
export type NewWithdrawal = Schemas["NewWithdrawal"];
export type WithdrawalPreview = Schemas["WithdrawalPreview"];
export type WithdrawalLine = Schemas["WithdrawalLine"];
export type TakedownLine = Schemas["TakedownLine"];
export type ReviewRow = Schemas["ReviewRow"];
export type ReviewRows = Schemas["ReviewRows"];
export type ScreeningRules = Schemas["ScreeningRules"];
export type AlikeRows = Schemas["AlikeRows"];
export type Member = Schemas["MemberLine"];
export type Invitation = Schemas["InvitationLine"];
export type ReviewPolicy = Schemas["ReviewPolicyView"];
export type Reputation = Schemas["Reputation"];
export type ReputationFact = Schemas["ReputationFact"];
export type Agreement = Schemas["AgreementView"];
export type ReviewTalk = Schemas["ReviewTalk"];
export type LineFate = Schemas["LineFate"];
export type ToSign = Schemas["ContributionToSign"];
export type RejectedLine = Schemas["RejectedLine"];
export type ContributionList = Schemas["ContributionList"];
export type ContributionLine = Schemas["ContributionLine"];
export type DatanetDetail = Schemas["DatanetDetail"];
export type CreditedRow = Schemas["CreditedRowLine"];
export type DatanetRights = Schemas["DatanetRights"];
export type DatanetCredit = Schemas["DatanetCredit"];
export type ModelLine = Schemas["ModelLine"];
export type ModelDetail = Schemas["ModelDetail"];
export type RunDetail = Schemas["RunDetail"];
export type PlanChange = Schemas["PlanChange"];
export type RunPhase = Schemas["PhaseLine"];
export type RunEstimate = Schemas["EstimateDetail"];
export type Evaluation = Schemas["EvaluationDetail"];
export type EvaluationMeasured = Schemas["EvaluationDetailMeasured"];
export type Answered = Schemas["EvaluationDetailAnswered"];
export type EvaluationList = Schemas["EvaluationList"];
export type RunValue = Schemas["RunValueDetail"];
export type ContributorValue = Schemas["ContributorValue"];
export type ModelValue = Schemas["ModelValue"];
export type ModelValues = Schemas["ModelValues"];
export type ValuedRow = Schemas["ValuedRow"];
export type EpochLine = Schemas["EpochLine"];
export type EpochList = Schemas["EpochList"];
export type EpochOutcome = Schemas["AuditOutcome"];
export type Usage = Schemas["UsageLine"];
export type ChainStatus = Schemas["ChainStatus"];
export type ChainTransaction = Schemas["ChainTransaction"];
export type ChainBlock = Schemas["ChainBlock"];
export type Wallet = Schemas["WalletDetail"];
export type WalletMovement = Schemas["WalletMovement"];
export type WalletOutcome = Schemas["WalletOutcome"];
export type OutboxLine = Schemas["OutboxLine"];
export type Overview = Schemas["NodeOverview"];
export type Account = Schemas["AccountDetail"];
export type AccountLine = Schemas["AccountLine"];
export type Earning = Schemas["StatementEntry"];
export type AuditEntry = Schemas["AuditEntry"];
export type SignedIn = Schemas["SignedIn"];
export type KeyLine = Schemas["KeyLine"];
export type IssuedKey = Schemas["IssuedKey"];
export type TargetLine = Schemas["TargetLine"];
export type IssuedTarget = Schemas["IssuedTarget"];
export type NotificationLine = Schemas["NotificationLine"];
export type SessionLine = Schemas["SessionLine"];
export type AdminTokenLine = Schemas["AdminTokenLine"];
export type IssuedAdminToken = Schemas["IssuedAdminToken"];
export type AdminLink = Schemas["AdminLink"];
export type MandateLine = Schemas["MandateLine"];
export type MandateDetail = Schemas["MandateDetail"];
export type ActionLine = Schemas["ActionLine"];
export type ActionDetail = Schemas["ActionDetail"];
export type AdminActLine = Schemas["AdminActLine"];
export type Screened = Schemas["ScreenedContribution"];
export type Preview = Schemas["ContributionPreview"];

export function hasEnded(run: RunDetail): boolean {
  return run.state === "ready" || run.state === "failed" || run.state === "cancelled";
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

function headers(held = bearer()): HeadersInit {
  return held ? { Authorization: `Bearer ${held}` } : {};
}

/** Who a secret is, before it is taken. */
export async function whoIs(secret: string): Promise<SignedIn> {
  return (await answered(await fetch("/api/sign-in", { headers: headers(secret) }))).json() as Promise<SignedIn>;
}

export async function get<T>(path: string): Promise<T> {
  return (await answered(await fetch(path, { headers: headers() }))).json() as Promise<T>;
}

/** Asks in a way of the caller's own; what is refused is thrown. */
export async function send(path: string, request: RequestInit): Promise<Response> {
  return answered(await fetch(path, { ...request, headers: { ...headers(), ...request.headers } }));
}

/** Sends JSON, or a file as it is. */
export async function post<T>(path: string, body: object): Promise<T> {
  const isFile = body instanceof Blob;
  const response = await fetch(path, {
    method: "POST",
    headers: { ...headers(), "Content-Type": isFile ? "application/octet-stream" : "application/json" },
    body: isFile ? body : JSON.stringify(body),
  });
  return (await answered(response)).json() as Promise<T>;
}

const ATTEMPTS = 30;

/** Sends what moves money, again where the answer is lost: its key lets it have one effect. While the first runs, it waits. */
export async function postOnce<T>(path: string, body: object): Promise<T> {
  const key = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0"));
  const request = {
    method: "POST",
    headers: { ...headers(), "Content-Type": "application/json", "Idempotency-Key": key.join("") },
    body: JSON.stringify(body),
  };
  for (let attempt = 1, lost = false; ; attempt++) {
    try {
      const response = await fetch(path, request);
      const running = response.status === 409 && response.headers.has("Retry-After");
      if (!lost || !running || attempt >= ATTEMPTS) return (await answered(response)).json() as Promise<T>;
    } catch (failure) {
      if (!(failure instanceof TypeError) || attempt >= 3) throw failure;
      lost = true;
    }
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}

/** Changes a part of something. */
export async function patch<T>(path: string, body: object): Promise<T> {
  const response = await fetch(path, {
    method: "PATCH",
    headers: { ...headers(), "Content-Type": "application/json" },
    body: JSON.stringify(body),
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
  retrieval: { datanets: string[]; always: boolean },
  minimum: number | undefined,
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
        ...(retrieval.datanets.length > 0 ? { retrieval } : {}),
        ...(minimum === undefined ? {} : { support: { minimum } }),
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
