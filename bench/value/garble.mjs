// Rows of which some contributors' texts have their characters shuffled: the last N contributors of the file, renamed "garbled …".
// Every fifth row of each is what `openledger value` holds out; these stay readable unless a third argument says "all".
//   node bench/value/garble.mjs rows.jsonl 4 [all] > garbled.jsonl
import { readFileSync } from "node:fs";

const rows = readFileSync(process.argv[2], "utf8").trim().split("\n").map((line) => JSON.parse(line));
const garbled = new Set([...new Set(rows.map((row) => row.contributor))].slice(-Number(process.argv[3])));
const seen = new Map();
let state = 1;
const random = () => (state = (state * 48271) % 2147483647) / 2147483647;
for (const { contributor, text } of rows) {
  const place = seen.get(contributor) ?? 0;
  seen.set(contributor, place + 1);
  if (!garbled.has(contributor)) {
    console.log(JSON.stringify({ contributor, text }));
    continue;
  }
  const characters = [...text];
  if (place % 5 !== 4 || process.argv[4] === "all") {
    for (let i = characters.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1));
      [characters[i], characters[j]] = [characters[j], characters[i]];
    }
  }
  console.log(JSON.stringify({ contributor: `garbled ${contributor}`, text: characters.join("") }));
}
