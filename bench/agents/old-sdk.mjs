// The older TypeScript SDK of the Model Context Protocol, as an agent: URL KEY MODEL.
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";

const [url, key, model] = process.argv.slice(2);
const client = new Client({ name: "old", version: "1" });
const headers = { Authorization: `Bearer ${key}` };
await client.connect(new StreamableHTTPClientTransport(new URL(`${url}/mcp`), { requestInit: { headers } }));
const text = async (name, args) => (await client.callTool({ name, arguments: args })).content[0].text;
const tools = (await client.listTools()).tools.map((tool) => tool.name);
const found = await text("search_rows", { query: "starter", datanets: [1] });
const asked = JSON.parse(await text("ask_model", { model, question: "How do I feed my starter?", maxTokens: 24 }));
const refused = await text("delete_all", {});
let receipt = "not signed yet";
for (let i = 0; i < 120 && receipt.includes("not signed yet"); i++) {
  receipt = await text("read_receipt", { receipt: asked.receipt });
  await new Promise((done) => setTimeout(done, 500));
}
console.log(JSON.stringify({ client: "sdk 1.32.2", tools, found, answer: asked.answer, refused, receipt }));
await client.close();
