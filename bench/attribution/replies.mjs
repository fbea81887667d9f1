// Rows by speaker from a play script (a name and a colon, the speech, an empty line): what is said to a speaker, and the reply. The
// speakers who reply most often, some replies each:
//   node bench/attribution/replies.mjs tinyshakespeare.txt > rows.jsonl
//   node bench/attribution/replies.mjs tinyshakespeare.txt CONTRIBUTORS ROWS > rows.jsonl
import { readFileSync } from "node:fs";

const [CONTRIBUTORS, ROWS] = [8, 16].map((usual, i) => Number(process.argv[3 + i] ?? usual));
const replies = new Map();
let before;
for (const block of readFileSync(process.argv[2], "utf8").split("\n\n")) {
  const match = /^([A-Z][A-Za-z ]+):\n([\s\S]*)$/.exec(block.trim());
  const speech = match?.[2].replaceAll("\n", " ").trim();
  const fits = speech && speech.length >= 30 && speech.length <= 240;
  if (fits && before) {
    replies.set(match[1], [...(replies.get(match[1]) ?? []), { instruction: before, response: speech }]);
  }
  before = fits ? speech : undefined;
}
const most = [...replies].sort(([, first], [, second]) => second.length - first.length).slice(0, CONTRIBUTORS);
for (const [contributor, rows] of most) {
  for (const row of rows.slice(0, ROWS)) console.log(JSON.stringify({ contributor, ...row }));
}
