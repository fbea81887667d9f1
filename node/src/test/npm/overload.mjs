// Takes all the answers a key may have at once, then asks with the official openai client, which must wait and succeed.
// Prints the client's attempts as JSON. Usage: node overload.mjs URL KEY MODEL RUNNING
import OpenAI from "openai";

const TRIES = 10;
const [url, key, model, running] = process.argv.slice(2);
const long = { model, prompt: "The", temperature: 2, max_tokens: 400, stream: true };

let seen;
for (let attempt = 0; attempt < TRIES && seen?.attempts[0].status !== 429; attempt++) {
  seen = await overload(); // an answer that happens to be short makes room too early: then once more
}
console.log(JSON.stringify(seen));

async function overload() {
  const streams = await Promise.all(
    Array.from({ length: Number(running) }, (_, seed) =>
      fetch(`${url}/v1/completions`, {
        method: "POST",
        headers: { Authorization: `Bearer ${key}`, "Content-Type": "application/json" },
        body: JSON.stringify({ ...long, seed }),
      }),
    ),
  );
  const attempts = [];
  const client = new OpenAI({
    baseURL: `${url}/v1`,
    apiKey: key,
    maxRetries: 60,
    fetch: async (...request) => {
      const atMillis = Date.now();
      const response = await fetch(...request);
      const body = response.ok ? null : await response.clone().json();
      attempts.push({ atMillis, status: response.status, retryAfter: response.headers.get("Retry-After"), body });
      return response;
    },
  });
  const completion = await client.completions.create({ model, prompt: "The", max_tokens: 4 });
  await Promise.all(streams.map((stream) => stream.text()));
  return { taken: streams.filter((stream) => stream.ok).length, attempts, tokens: completion.usage.completion_tokens };
}
