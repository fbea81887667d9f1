// Drives a running node with the official openai client; prints what it saw as JSON. Usage: node openai.mjs URL KEY POORKEY MODEL
import OpenAI from "openai";

const [url, key, poorKey, model] = process.argv.slice(2);
const client = new OpenAI({ baseURL: `${url}/v1`, apiKey: key, maxRetries: 0 });
const messages = [{ role: "user", content: "How do I feed my starter?" }];
const seen = {};

seen.models = (await client.models.list()).data.map((each) => each.id);

const { data: whole, response } = await client.chat.completions
  .create({ model, messages, temperature: 0, max_tokens: 16 })
  .withResponse();
seen.whole = {
  object: whole.object,
  text: whole.choices[0].message.content,
  finish: whole.choices[0].finish_reason,
  usage: whole.usage,
  receipt: response.headers.get("OpenLedger-Receipt"),
};

const stream = await client.chat.completions.create({
  model,
  messages,
  temperature: 0,
  max_tokens: 16,
  stream: true,
  stream_options: { include_usage: true },
});
seen.streamed = { text: "", chunks: 0 };
for await (const chunk of stream) {
  seen.streamed.chunks++;
  seen.streamed.text += chunk.choices[0]?.delta?.content ?? "";
  seen.streamed.finish = chunk.choices[0]?.finish_reason ?? seen.streamed.finish;
  seen.streamed.usage = chunk.usage ?? seen.streamed.usage;
}

// an extension of the node: what the client does not know, it sends and hands on as it is
const sourced = await client.chat.completions.create({
  model,
  messages,
  temperature: 0,
  max_tokens: 4,
  retrieval: { datanets: ["1"], sources: 2, always: true },
});
seen.citations = sourced.citations.map(({ number, row }) => ({ number, row }));

const completion = await client.completions.create({ model, prompt: "Feed the starter", max_tokens: 4, temperature: 0 });
seen.completion = { object: completion.object, text: completion.choices[0].text, tokens: completion.usage.completion_tokens };

const refused = async (ask) => {
  try {
    await ask();
    return null;
  } catch (error) {
    return { name: error.constructor.name, status: error.status, code: error.code, param: error.param };
  }
};
const chat = (options) => () => client.chat.completions.create({ model, messages, max_tokens: 4, ...options });
seen.refusals = {
  unknownModel: await refused(chat({ model: "no-such-model" })),
  tooLong: await refused(chat({ messages: [{ role: "user", content: "word ".repeat(5_000) }] })),
  malformed: await refused(chat({ messages: [{ role: "robot", content: "x" }] })),
  manyAnswers: await refused(chat({ n: 33 })),
  badKey: await refused(() => new OpenAI({ baseURL: `${url}/v1`, apiKey: "ol_wrong", maxRetries: 0 }).models.list()),
  noDeposit: await refused(() =>
    new OpenAI({ baseURL: `${url}/v1`, apiKey: poorKey, maxRetries: 0 }).chat.completions.create({ model, messages }),
  ),
};
console.log(JSON.stringify(seen));
