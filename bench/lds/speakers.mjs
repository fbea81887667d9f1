// Rows by speaker from a play script (a name and a colon, the speech, an empty line): the 24 who speak most often, 20 speeches each.
//   node bench/lds/speakers.mjs tinyshakespeare.txt > rows.jsonl
import { readFileSync } from "node:fs";

const speeches = new Map();
for (const block of readFileSync(process.argv[2], "utf8").split("\n\n")) {
  const match = /^([A-Z][A-Za-z ]+):\n([\s\S]*)$/.exec(block.trim());
  if (!match || match[2].length <= 60 || match[2].length >= 400) continue;
  speeches.set(match[1], [...(speeches.get(match[1]) ?? []), match[2].trim()]);
}
const most = [...speeches].sort(([, first], [, second]) => second.length - first.length).slice(0, 24);
for (const [contributor, texts] of most) {
  for (const text of texts.slice(0, 20)) console.log(JSON.stringify({ contributor, text }));
}
