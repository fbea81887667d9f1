/** How numbers, hashes and times are written on the page. */
import type { ReceiptDetail } from "./api";

const GWEI_PER_OPEN = 1_000_000_000;
const FRACTION_DIGITS = 9;

export function percent(ppm: number, digits = 1): string {
  return `${(ppm / 10_000).toFixed(digits)} %`;
}

export function count(value: number): string {
  return value.toLocaleString("en");
}

/** An amount in OPEN, exact to the gwei and without its unit: 0.0000126. */
export function inOpen(gwei: number): string {
  const size = Math.abs(gwei);
  const whole = Math.floor(size / GWEI_PER_OPEN);
  const fraction = String(size % GWEI_PER_OPEN)
    .padStart(FRACTION_DIGITS, "0")
    .replace(/0+$/, "");
  return `${gwei < 0 ? "−" : ""}${count(whole)}${fraction && `.${fraction}`}`;
}

/** An amount with its unit, for sentences. */
export function money(gwei: number): string {
  return `${inOpen(gwei)} OPEN`;
}

/** The gwei of an amount that was typed in OPEN. */
export function gweiFrom(open: number): number {
  return Math.round(open * GWEI_PER_OPEN);
}

/** An amount of wei in OPEN, exact: "2.5". */
export function openOfWei(wei: string): string {
  const digits = wei.padStart(19, "0");
  const part = digits.slice(-18).replace(/0+$/, "");
  return `${BigInt(digits.slice(0, -18)).toLocaleString("en")}${part && `.${part}`}`;
}

export function nats(nanonats: number, digits = 2): string {
  return (nanonats / 1e9).toFixed(digits);
}

/** Thousandths of a nat. */
export function thousandths(nanonats: number): string {
  return (nanonats / 1e6).toFixed(3);
}

/** A contributor of a receipt, by place: their name where they have one, else the shortened address. */
export function nameOf(detail: ReceiptDetail, share: number): string {
  const address = detail.receipt?.attribution.shares[share]?.contributor ?? "";
  return detail.names[address] ?? short(address);
}

/** The least factor of a likelihood, from the lower end of an effect in nats. */
export function atLeast(nanonats: number): string {
  const factor = Math.exp(nanonats / 1e9);
  return factor > 1000 ? "more than 1,000×" : `at least ${factor.toFixed(factor < 10 ? 1 : 0)}×`;
}

export function short(hash: string): string {
  return hash.length > 16 ? `${hash.slice(0, hash.startsWith("0x") ? 6 : 4)}…${hash.slice(-4)}` : hash;
}

export function time(millis: number): string {
  return `${new Date(millis).toISOString().slice(0, 19).replace("T", " ")} UTC`;
}

export function ago(millis: number, now = Date.now()): string {
  const seconds = Math.max(0, Math.round((now - millis) / 1000));
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3600) return `${Math.round(seconds / 60)} min ago`;
  if (seconds < 86_400) return `${Math.round(seconds / 3600)} h ago`;
  return `${Math.round(seconds / 86_400)} d ago`;
}

/** How long something lasts, for people. */
export function lasting(seconds: number): string {
  if (seconds < 1) return "under 1 s";
  if (seconds < 60) return `${Math.round(seconds)} s`;
  if (seconds < 3600) return `${(seconds / 60).toFixed(1)} min`;
  return `${(seconds / 3600).toFixed(1)} h`;
}

/** A number of bytes. */
export function mebibytes(bytes: number): string {
  return `${count(Math.ceil(bytes / 2 ** 20))} MiB`;
}

/** The beginning of a text that is too long for a list. */
export function excerpt(text: string, characters = 160): string {
  return text.length <= characters ? text : `${text.slice(0, characters - 1).trimEnd()}…`;
}
