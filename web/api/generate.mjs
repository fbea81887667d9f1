// Writes src/schema.d.ts from the document of the API. The generator needs TypeScript 5, the page is checked by 7: hence a
// package of its own.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import openapiTS, { astToString } from "openapi-typescript";

const source = new URL("../../client/src/main/resources/openapi.json", import.meta.url);
const target = new URL("../src/schema.d.ts", import.meta.url);
const document = readFileSync(source, "utf8");
const digest = createHash("sha256").update(document).digest("hex");
const types = await openapiTS(JSON.parse(document), { defaultNonNullable: false });
writeFileSync(target, `// Made by web/api from openapi.json, SHA-256 ${digest}. Do not edit.\n\n${astToString(types)}`);
