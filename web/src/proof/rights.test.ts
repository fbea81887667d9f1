import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { mix, objection, REASONS, USES } from "./rights";

// the vectors that the contracts' and the verifier's tests read too
const file = JSON.parse(
  readFileSync(new URL("../../../contracts/test/rights-vectors.json", import.meta.url), "utf8"),
) as { uses: number[]; spdx: string[]; vectors: number[] };
const WORDS = 7;

test("the rule gives every vector of licences, uses and pairs", () => {
  expect(file.vectors.length / WORDS).toBeGreaterThanOrEqual(6000);
  const found: number[] = [];
  for (let at = 0; at < file.vectors.length; at += WORDS) {
    const [one = 0, other = 0, use = 0, paid = 0] = file.vectors.slice(at, at + 4);
    const asked = USES[use] ?? "train";
    const reason = (licence: number) => REASONS.indexOf(objection(file.uses[licence] ?? 0, asked, paid === 1));
    const together = mix(file.uses[one] ?? 0, file.spdx[one] ?? "", file.uses[other] ?? 0, file.spdx[other] ?? "");
    found.push(one, other, use, paid, reason(one), reason(other), together ? 1 : 0);
  }
  expect(found).toEqual(file.vectors);
});
