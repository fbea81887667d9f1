// Rows are reviewed by keys, not before they were shown; and by people who were invited, who vote without seeing other votes.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { base, datanetOf, gathering, questions } from "./people.mjs";

/** The campaign has 1,000. */
const ROWS = Number(process.env.OPENLEDGER_REVIEWED_ROWS ?? 200);
const REFUSED = ROWS / 100;
const PAGE = 50;
let people;
let owner;
let giver;

before(async () => {
  people = await gathering();
  [owner, giver] = [await people.person(), await people.person()];
});

after(async () => people?.close());

async function given(datanet, rows) {
  const body = rows.map((row) => JSON.stringify(row)).join("\n");
  const { id } = await giver.api("POST", `/api/datanets/${datanet}/contributions?contributor=${giver.address}`, body);
  await giver.sign(id);
  return id;
}

test("rows are reviewed by strokes of keys, none before it was shown, and the contributor sees what became of each", async () => {
  const datanet = await datanetOf(owner, "A thousand dishes");
  const id = await given(datanet, questions(ROWS, 5));
  await assert.rejects(
    owner.api("POST", `/api/contributions/${id}/review`, { accept: true }),
    new RegExp(`nobody has looked at ${ROWS}`),
  );
  const { page } = owner;
  await page.goto(`${base}/contributions/${id}`);
  const started = Date.now();
  for (let first = 1; first <= ROWS; first += PAGE) {
    await page.getByTestId(`row-${first}`).waitFor();
    for (let line = first; line < first + PAGE; line++) await page.keyboard.press(line % 100 === 0 ? "r" : "a");
  }
  await page.getByLabel("Why the refused rows are not taken").fill("a test of refusing");
  await page.getByRole("button", { name: `Accept ${ROWS - REFUSED}, refuse ${REFUSED}` }).click();
  await page.getByText("reviewed", { exact: true }).waitFor();
  const seconds = (Date.now() - started) / 1000;
  console.log(`# ${ROWS} rows by keys in ${seconds.toFixed(1)} s`);
  assert.ok(seconds < 15 * 60);

  const { total, list } = await giver.api("GET", `/api/contributions/${id}/lines?state=refused`);
  assert.equal(total, REFUSED);
  assert.ok(list.every((line) => line.detail === "a test of refusing" && line.decidedBy === owner.address));
  const last = await giver.api("GET", `/api/contributions/${id}/lines?offset=${ROWS - 1}&limit=1`);
  assert.deepEqual([last.total, last.list[0].line], [ROWS, ROWS]);
  await giver.page.goto(`${base}/contributions/${id}?lines.state=refused`);
  await giver.page.locator('[data-table="lines"]').getByText("a test of refusing").first().waitFor();
  assert.deepEqual([...owner.problems, ...giver.problems], []);
});

test("who is invited by a link votes, blind, and what votes agree on is so", async () => {
  const datanet = await datanetOf(owner, "Dishes by vote");
  const { page } = owner;
  await page.goto(`${base}/datanets/${datanet}/reviewers`);
  await page.getByLabel("For rows that are signed from now on").selectOption("quorum");
  await page.getByLabel("Votes that have to agree").fill("2");
  await page.getByRole("button", { name: "Say so" }).click();
  await page.getByTestId("policy").getByText("2 reviewers say so").waitFor();
  const reviewers = [await people.person(), await people.person()];
  for (const reviewer of reviewers) {
    await page.getByRole("button", { name: "Make a link" }).click();
    const link = await page.getByTestId("secret").locator("code").innerText();
    await reviewer.page.goto(link);
    await reviewer.page.getByText("vote on them").waitFor();
    await reviewer.page.getByRole("button", { name: "Become reviewer" }).click();
    await reviewer.page.getByText("You are reviewer now").waitFor();
    await page.reload();
  }
  const id = await given(datanet, questions(3, 9));
  const [first, second] = reviewers;
  await assert.rejects(
    first.api("POST", `/api/contributions/${id}/votes`, { acceptRows: [1] }),
    /nobody has looked at 1/,
  );
  await first.page.goto(`${base}/contributions/${id}`);
  await first.page.getByTestId("row-3").waitFor();
  for (const key of ["a", "a", "r"]) await first.page.keyboard.press(key);
  await first.page.getByLabel("Why the refused rows are not taken").fill("not a dish");
  await first.page.getByRole("button", { name: "Vote for 2, against 1" }).click();
  await first.page.getByTestId("row-3").getByText("Your vote: refuse (not a dish)").waitFor();
  const blind = await second.api("GET", `/api/contributions/${id}/rows`);
  assert.deepEqual(
    blind.list.flatMap(({ votes }) => votes),
    [],
  );
  await assert.rejects(owner.api("POST", `/api/contributions/${id}/review`, { accept: true, unseen: true }), /until/);

  await second.page.goto(`${base}/contributions/${id}`);
  await second.page.getByTestId("row-3").waitFor();
  for (const key of ["a", "r", "r"]) await second.page.keyboard.press(key);
  await second.page.getByLabel("Why the refused rows are not taken").fill("too short");
  await second.page.getByRole("button", { name: "Vote for 1, against 2" }).click();
  await second.page.getByTestId("row-1").getByText("accepted").waitFor();
  await second.page.getByTestId("row-2").getByText("waiting").waitFor();
  await second.page.getByTestId("row-3").getByText("Votes: refuse", { exact: false }).waitFor();

  await giver.page.goto(`${base}/contributions/${id}`);
  await giver.page.locator('[data-table="lines"]').getByText("not a dish").waitFor();
  await giver.page.getByLabel(/^Appeal to the owner/).fill("It is a dish of my village.");
  await giver.page.getByLabel("Lines, such as 3, 8").fill("3");
  await giver.page.getByRole("button", { name: "Appeal" }).click();
  await giver.page.getByTestId("row-3").getByText("appealed").waitFor();
  await page.goto(`${base}/contributions/${id}`);
  await page.getByText("It is a dish of my village.", { exact: false }).waitFor();
  assert.deepEqual(
    [owner, giver, ...reviewers].flatMap(({ problems }) => problems),
    [],
  );
});
