// Rows of synthetic contributors, one a topic, from questions with answers (JSONL: question, answer): 24 words that many questions
// share, 20 questions each; a question goes to the rarest of its words. Other numbers, and how long a row may be at most:
//   node bench/lds/topics.mjs gsm8k-train.jsonl > rows.jsonl
//   node bench/lds/topics.mjs gsm8k-train.jsonl CONTRIBUTORS ROWS CHARACTERS > rows.jsonl
import { readFileSync } from "node:fs";

const [CONTRIBUTORS, ROWS, CHARACTERS] = [24, 20, Infinity].map((usual, i) => Number(process.argv[3 + i] ?? usual));
const rows = readFileSync(process.argv[2], "utf8").trim().split("\n").map((line) => JSON.parse(line))
  .filter((row) => row.question.length + row.answer.length <= CHARACTERS);
const words = (text) => [...new Set(text.toLowerCase().match(/[a-z]{5,}/g) ?? [])];
const counts = new Map();
for (const row of rows) for (const word of words(row.question)) counts.set(word, (counts.get(word) ?? 0) + 1);
// nouns are what a question is about; a plural with a singular in use is one, near enough
const topics = [...counts]
  .filter(([word, count]) => word.endsWith("s") && counts.has(word.slice(0, -1)) && count < rows.length / 20)
  .sort(([, first], [, second]) => second - first)
  .slice(0, CONTRIBUTORS)
  .map(([word]) => word);
const taken = new Map(topics.map((topic) => [topic, []]));
for (const row of rows) {
  const topic = words(row.question)
    .filter((word) => taken.has(word))
    .sort((first, second) => counts.get(first) - counts.get(second))[0];
  if (topic && taken.get(topic).length < ROWS) taken.get(topic).push(row);
}
for (const [contributor, own] of taken) {
  for (const row of own) console.log(JSON.stringify({ contributor, instruction: row.question, response: row.answer }));
}
