// Whether sources make answers worse: asks the instruction of every row without sources and with 1, 2 and 4, at temperature 0.
//   node bench/sources/sources.mjs ORIGIN KEY MODEL DATANET ROWS.jsonl…
// Prints how many answers equal the row's response, the mean F1 of their words, the tokens charged, and how many answers have fewer
// right words than without sources. Exit code 1 where fewer answers are right with sources than without.
import { readFileSync } from "node:fs";

const [origin, key, model, datanet, ...files] = process.argv.slice(2);
if (files.length === 0) {
  console.error("usage: node bench/sources/sources.mjs ORIGIN KEY MODEL DATANET ROWS.jsonl…");
  process.exit(2);
}

function rowsIn(file) {
  const rows = [];
  for (const line of readFileSync(file, "utf8").split("\n")) {
    try {
      const row = JSON.parse(line);
      if (row.instruction && row.response) rows.push(row);
    } catch {
      // the demo's files have broken lines on purpose
    }
  }
  return rows;
}

const words = (text) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

function f1(said, wanted) {
  const left = new Map();
  for (const word of words(wanted)) left.set(word, (left.get(word) ?? 0) + 1);
  let common = 0;
  for (const word of words(said)) {
    if ((left.get(word) ?? 0) > 0) {
      left.set(word, left.get(word) - 1);
      common++;
    }
  }
  return common === 0 ? 0 : (2 * common) / (words(said).length + words(wanted).length);
}

async function ask(question, sources) {
  const response = await fetch(`${origin}/v1/chat/completions`, {
    method: "POST",
    headers: { Authorization: `Bearer ${key}`, "Content-Type": "application/json" },
    body: JSON.stringify({
      model,
      temperature: 0,
      messages: [{ role: "user", content: question }],
      ...(sources === 0 ? {} : { retrieval: { datanets: [datanet], sources } }),
    }),
  });
  if (!response.ok) throw new Error(await response.text());
  const answer = await response.json();
  return { text: answer.choices[0].message.content ?? "", tokens: answer.usage.total_tokens };
}

const rows = files.flatMap(rowsIn);
const without = [];
let fewer = false;
console.log("sources  equal  F1    tokens  fewer right words than without");
for (const sources of [0, 1, 2, 4]) {
  let equal = 0;
  let total = 0;
  let tokens = 0;
  let worse = 0;
  for (const [i, row] of rows.entries()) {
    const answer = await ask(row.instruction, sources);
    const value = f1(answer.text, row.response);
    if (sources === 0) without.push({ value, equal: answer.text.trim() === row.response.trim() });
    worse += value < without[i].value ? 1 : 0;
    equal += answer.text.trim() === row.response.trim() ? 1 : 0;
    total += value;
    tokens += answer.tokens;
  }
  fewer ||= equal < without.filter((each) => each.equal).length;
  console.log(`${sources}        ${equal}     ${(total / rows.length).toFixed(3)} ${tokens}    ${worse}`);
}
process.exit(fewer ? 1 : 0);
