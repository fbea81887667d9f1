// A row that its contributor took back on the page is in no answer of the API.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { base, datanetOf, gathering, questions } from "./people.mjs";

let people;

before(async () => {
  people = await gathering();
});

after(async () => people?.close());

test("what was taken back on the page is in no answer of the API, for nobody", async () => {
  const [owner, giver] = [await people.person(), await people.person()];
  const datanet = await datanetOf(owner, "Dishes to take back");
  const rows = questions(3, 31);
  const body = rows.map((row) => JSON.stringify(row)).join("\n");
  const { id } = await giver.api("POST", `/api/datanets/${datanet}/contributions?contributor=${giver.address}`, body);
  await giver.sign(id);
  const { list } = await owner.api("GET", `/api/contributions/${id}/rows`);
  await owner.api("POST", `/api/contributions/${id}/words`, {
    act: "ask",
    words: `Is "${rows[1].response}" true?`,
    rows: [2],
  });
  await owner.api("POST", `/api/contributions/${id}/review`, { accept: true, acceptRows: [2] });
  await owner.page.goto(`${base}/datanets/${datanet}`);
  await owner.page.getByRole("button", { name: /^Publish version 1/ }).click();
  await owner.page.locator('[data-table="versions"]').getByRole("row").nth(1).waitFor();

  const leaf = list[1].leaf;
  await giver.page.goto(`${base}/rows/${leaf}`);
  await giver.page.getByRole("link", { name: "Take it back" }).click();
  await giver.page.getByText("gone for good").waitFor();
  const taken = await giver.page.getByTestId("taken").innerText();
  assert.ok(taken.includes(rows[1].response), "the row itself is shown before it is taken back");
  await giver.page.getByTestId("withdraw").click();
  await giver.page.getByTestId("withdrawn").waitFor();

  const words = rows[1].response;
  const search = encodeURIComponent(words.slice(0, 12));
  const paths = [
    `/api/datanets/${datanet}`,
    `/api/datanets/${datanet}/rows`,
    `/api/datanets/${datanet}/rows?q=${search}`,
    `/api/datanets/${datanet}/versions/1`,
    `/api/datanets/${datanet}/versions/1/rows`,
    `/api/datanets/${datanet}/withdrawals`,
    `/api/contributions/${id}`,
    `/api/contributions/${id}/rows`,
    `/api/contributions/${id}/lines`,
    `/api/contributions/${id}/rejected`,
    `/api/contributions/${id}/words`,
    `/api/rows/${leaf}`,
    `/api/rows/${leaf}/uses`,
    `/api/search?q=${search}`,
    `/api/search?q=${leaf}`,
  ];
  for (const who of [owner, giver, await people.person()]) {
    for (const path of paths) {
      const { status, text } = await who.raw(path);
      assert.ok(status < 500, `${path} answered ${status}`);
      assert.ok(!text.includes(words), `${path} says what was taken back`);
    }
  }
  const kept = await giver.raw(`/api/contributions/${id}/rows`);
  assert.ok(kept.text.includes(rows[0].response), "the other rows are there");
  assert.deepEqual([...owner.problems, ...giver.problems], []);
});
