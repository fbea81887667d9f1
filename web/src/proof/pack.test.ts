import { describe, expect, it } from "vitest";
import { hex, sha256, utf8 } from "./bytes";
import { isPack, readPack, unpacked } from "./pack";

/** A ZIP that stores its parts, as far as a reader of packs looks. */
function zip(parts: Record<string, string>): Uint8Array {
  const bytes: number[] = [];
  const put = (value: number, size: number) => {
    for (let i = 0; i < size; i++) bytes.push((value >>> (8 * i)) & 255);
  };
  for (const [name, content] of Object.entries(parts)) {
    const text = utf8(content);
    put(0x04034b50, 4);
    put(10, 2);
    put(0, 6);
    put(0x21, 2);
    put(0, 4);
    put(text.length, 4);
    put(text.length, 4);
    put(utf8(name).length, 2);
    put(0, 2);
    bytes.push(...utf8(name), ...text);
  }
  put(0x02014b50, 4);
  return new Uint8Array([...bytes, ...new Array(30).fill(0)]);
}

const PARTS = { "claims.json": '{"answers":[]}', "receipts/a.json": "{}" };

function pack(parts: Record<string, string>, named: Record<string, string> = parts): Uint8Array {
  const manifest = {
    subject: { kind: "receipt", id: "a" },
    parts: Object.entries(named).map(([name, content]) => ({ name, sha256: hex(sha256(utf8(content))) })),
  };
  return zip({ ...parts, "credential.json": "{}", "evidence.json": JSON.stringify(manifest), "log.json": "{}" });
}

describe("a pack in the browser", () => {
  it("is read, and its parts are those that its manifest names", () => {
    expect(isPack(pack(PARTS))).toBe(true);
    expect(readPack(pack(PARTS))).toEqual({ subject: "receipt a", parts: 2, wrong: [], answers: [] });
  });

  it("names each part that was removed, changed or added", () => {
    const { "receipts/a.json": _, ...less } = PARTS;
    expect(readPack(pack(less, PARTS)).wrong).toEqual(["receipts/a.json: it is not there"]);
    expect(readPack(pack({ ...PARTS, "receipts/a.json": "[]" }, PARTS)).wrong).toEqual([
      "receipts/a.json: it was changed",
    ]);
    expect(readPack(pack({ ...PARTS, "more.txt": "" }, PARTS)).wrong).toEqual(["more.txt: it was added"]);
  });

  it("is refused where it is no pack", () => {
    expect(() => readPack(zip({ "a.txt": "" }))).toThrow("evidence.json");
    expect(() => unpacked(pack(PARTS).fill(8, 8, 10))).toThrow("not written as a pack");
  });
});
