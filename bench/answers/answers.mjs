// How long answers and their attribution take on a running node.
//   node bench/answers/answers.mjs LINK MODEL [ANSWERS] [AT_ONCE] [SOURCES]
// SOURCES rows of Datanet 1 are given to the model when it is above 0. LINK is what `openledger demo` prints, with the API key in its fragment. Times are in milliseconds.
const [link, model, answers = "100", atOnce = "1", sources = "0"] = process.argv.slice(2);
const url = new URL(link);
const key = new URLSearchParams(url.hash.slice(1)).get("key");
const questions = [
  "How do I feed my starter?",
  "Which tea is best for kombucha?",
  "Why do I wear gloves for kimchi?",
  "How much salt do I need for sauerkraut?",
  "What is the capital of France?",
];
const answered = [];
const attributed = [];

async function ask(question) {
  const start = performance.now();
  const response = await fetch(`${url.origin}/v1/chat/completions`, {
    method: "POST",
    headers: { Authorization: `Bearer ${key}`, "Content-Type": "application/json" },
    body: JSON.stringify({
      model,
      temperature: 0,
      messages: [{ role: "user", content: question }],
      ...(sources === "0" ? {} : { retrieval: { datanets: ["1"], sources: Number(sources), always: true } }),
    }),
  });
  if (!response.ok) throw new Error(await response.text());
  await response.text();
  const last = performance.now();
  answered.push(last - start);
  const id = response.headers.get("OpenLedger-Receipt");
  for (;;) {
    const receipt = await (await fetch(`${url.origin}/api/receipts/${id}`)).json();
    if (receipt.state === "receipted") break;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  attributed.push(performance.now() - last);
}

async function worker(first) {
  for (let i = first; i < Number(answers); i += Number(atOnce)) await ask(questions[i % questions.length]);
}

const begin = performance.now();
await Promise.all(Array.from({ length: Number(atOnce) }, (_, i) => worker(i)));
const seconds = (performance.now() - begin) / 1000;
const at = (values, part) => values.sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(part * values.length))].toFixed(0);
console.log(`${answers} answers, ${atOnce} at once: ${(Number(answers) / seconds).toFixed(1)} a second`);
console.log(`answer                      p50 ${at(answered, 0.5)}  p95 ${at(answered, 0.95)}`);
console.log(`shares after the last token p50 ${at(attributed, 0.5)}  p95 ${at(attributed, 0.95)}`);
