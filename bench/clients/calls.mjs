// Calls a node by npm's openai; prints a line a call. Usage: node calls.mjs URL KEY MODEL
import { createRequire } from "node:module";

const require = createRequire(new URL("../../node/src/test/npm/package.json", import.meta.url));
const { default: OpenAI } = await import(require.resolve("openai"));
const [url, apiKey, model] = process.argv.slice(2);
const client = new OpenAI({ apiKey, baseURL: `${url}/v1`, maxRetries: 0 });
const messages = [{ role: "user", content: "How do I feed my starter?" }];

async function check(name, expected, call, holds) {
  let given;
  let right = false;
  try {
    given = await call();
    right = holds(given);
  } catch (error) {
    given = `${error.constructor.name}: ${error.message}`;
  }
  console.log(`${right ? "right " : "WRONG "} ${name.padEnd(44)} ${expected.padEnd(44)} ${JSON.stringify(given)?.slice(0, 110)}`);
}

await check("npm openai: chat", "a text and its receipt", async () => {
  const { data, response } = await client.chat.completions
    .create({ model, messages, temperature: 0 })
    .withResponse();
  return [data.choices[0].message.content, response.headers.get("openledger-receipt")];
}, ([text, receipt]) => text.length > 0 && receipt.length === 32);
await check("npm openai: stream helper", "a whole message", async () => {
  const stream = client.chat.completions.stream({ model, messages, temperature: 0 });
  return (await stream.finalChatCompletion()).choices[0].message.content;
}, (text) => text.length > 0);
await check("npm openai: n=2 streamed", "two answers", async () => {
  const texts = ["", ""];
  for await (const chunk of await client.chat.completions.create({ model, messages, n: 2, stream: true, max_tokens: 6 })) {
    for (const choice of chunk.choices) texts[choice.index] += choice.delta.content ?? "";
  }
  return texts;
}, (texts) => texts.every((text) => text.length > 0));
await check("npm openai: json_object", "JSON, or cut", async () =>
  (await client.chat.completions.create({ model, messages, response_format: { type: "json_object" }, max_tokens: 64 })).choices[0],
(choice) => choice.finish_reason === "length" || typeof JSON.parse(choice.message.content) === "object");
await check("npm openai: abort", "three chunks", async () => {
  const stream = await client.chat.completions.create({ model, messages, stream: true, temperature: 2 });
  let chunks = 0;
  for await (const _ of stream) {
    if (++chunks === 3) break;
  }
  return chunks;
}, (chunks) => chunks === 3);
