// A person with a file of any of five shapes has 200 screened rows in five actions at most, and a draft that outlives a reload.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { base, datanetOf, gathering, questions } from "./people.mjs";

const ROWS = 200;
const MOST_ACTIONS = 5;
let people;
let giver;
const datanets = {};

before(async () => {
  people = await gathering();
  giver = await people.person();
  for (const schema of ["INSTRUCTION", "CHAT"]) datanets[schema] = await datanetOf(giver, `Dishes, ${schema}`, schema);
});

after(async () => people?.close());

const lines = (rows) => rows.map((row) => JSON.stringify(row)).join("\n");

/** Each with the columns that have to be said by hand. */
const FILES = {
  "rows.csv": (rows) => ["question,answer", ...rows.map((row) => `${row.instruction},"${row.response}"`)].join("\r\n"),
  "array.json": (rows) => JSON.stringify(rows),
  "alpaca.jsonl": (rows) =>
    lines(rows.map(({ instruction, response }) => ({ instruction, input: "", output: response }))),
  "messages.jsonl": (rows) =>
    lines(
      rows.map(({ instruction, response }) => ({
        messages: [
          { role: "user", content: instruction },
          { role: "assistant", content: response },
        ],
      })),
    ),
  "wrongkeys.jsonl": (rows) =>
    lines(rows.map(({ instruction, response }) => ({ frage: instruction, antwort: response }))),
};
const SAID = { "wrongkeys.jsonl": { instruction: "frage", response: "antwort" } };

Object.entries(FILES).forEach(([name, made], seed) => {
  test(`${name} ends in ${ROWS} screened rows in ${MOST_ACTIONS} actions at most`, async () => {
    const { page } = giver;
    await page.goto(`${base}/datanets/${datanets[name.startsWith("messages") ? "CHAT" : "INSTRUCTION"]}`);
    let actions = 0;
    const act = async (done) => {
      actions++;
      await done;
    };
    const buffer = Buffer.from(made(questions(ROWS, seed + 1)));
    await act(page.getByLabel(/^File of rows/).setInputFiles({ name, mimeType: "text/plain", buffer }));
    const preview = page.getByRole("region", { name: /JSON|CSV/ });
    await preview.waitFor();
    for (const [field, column] of Object.entries(SAID[name] ?? {})) {
      await act(page.getByRole("combobox", { name: field }).selectOption(column));
    }
    await preview.getByText(`${ROWS} of ${ROWS} rows would pass screening`).waitFor();
    await act(page.getByRole("button", { name: "Upload and check" }).click());
    await page.getByText(`${ROWS} of ${ROWS} rows by`).waitFor();
    assert.ok(actions <= MOST_ACTIONS, `${actions} actions`);
  });
});

test("a draft outlives a reload, shows rows, terms and licence beside the signature, and is nobody else's", async () => {
  const { page } = giver;
  const id = await datanetOf(giver, "Drafts");
  const rows = questions(3, 77);
  const { id: draft } = await giver.api(
    "POST",
    `/api/datanets/${id}/contributions?contributor=${giver.address}`,
    lines(rows),
  );
  const stranger = await people.person();
  assert.equal((await stranger.raw(`/api/contributions/${draft}`)).status, 404);
  await page.goto(`${base}/`);
  await page.getByRole("region", { name: "To do" }).getByRole("link", { name: "See and sign" }).first().waitFor();
  await page.goto(`${base}/contributions/${draft}`);
  await page.reload();
  for (const { response } of rows) await page.getByText(response).waitFor();
  await page.getByText("Use these rows and name who gave them.").waitFor();
  await page.getByText("Creative Commons Attribution 4.0 International").waitFor();
  await page.getByText("Models may learn from these rows").waitFor();
  await page.getByText("You must be named").waitFor();
  await page.getByLabel("What the rows are").fill("Dishes");
  const before = giver.signed.length;
  await page.getByRole("button", { name: "Sign under these terms" }).click();
  await page.getByText("signed", { exact: true }).waitFor();
  const document = giver.signed[before];
  const { token, termsDigest } = await giver.api("GET", `/api/datanets/${id}`);
  assert.equal(document.primaryType, "Contribution");
  assert.equal(String(document.message.datanetId), token);
  assert.equal(document.message.termsDigest, `0x${termsDigest}`);
  assert.equal(Number(document.message.rows), rows.length);
  assert.deepEqual(giver.problems, []);
});

test("a row is written and corrected on the page", async () => {
  const { page } = giver;
  const id = await datanetOf(giver, "Written rows");
  await page.goto(`${base}/datanets/${id}`);
  await page.getByText("Or write a row").click();
  await page.getByLabel("Question or task").fill("How long does black tea steep?");
  await page.getByLabel("Answer", { exact: true }).fill("Black tea steeps for thirty minutes in a pot that is warm.");
  await page.getByRole("button", { name: "Check this row" }).click();
  await page.getByRole("button", { name: "Sign under these terms" }).click();
  await page.getByText("signed", { exact: true }).waitFor();
  await page.keyboard.press("a");
  await page.getByRole("button", { name: "Accept 1, refuse 0" }).click();
  await page.getByText("reviewed", { exact: true }).waitFor();
  const { list } = await giver.api("GET", `/api/datanets/${id}/contributions`);
  const [{ leaf }] = (await giver.api("GET", `/api/contributions/${list[0].id}/rows`)).list;
  await page.goto(`${base}/datanets/${id}?corrects=${leaf}`);
  await page.getByLabel("Question or task").fill("How long does black tea steep?");
  await page.getByLabel("Answer", { exact: true }).fill("Black tea steeps for three minutes in a pot that is warm.");
  await page.getByRole("button", { name: "Check this row" }).click();
  await page.getByTestId("row-1").getByText("correction", { exact: true }).waitFor();
  await page.getByTestId("row-1").locator("del").getByText("thirty").waitFor();
  assert.deepEqual(giver.problems, []);
});
