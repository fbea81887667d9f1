import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

test("the types of the API are those of the node's document", () => {
  const document = readFileSync("../client/src/main/resources/openapi.json");
  const digest = createHash("sha256").update(document).digest("hex");
  expect(readFileSync("src/schema.d.ts", "utf8"), "src/schema.d.ts is stale: run npm run api").toContain(digest);
});
