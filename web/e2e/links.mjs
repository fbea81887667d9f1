// Addresses: each state of a page is in its address. Back, a reload and a second browser show the same as the first did; each
// state differs from its page without a state; and what a reader does in a table leads to such an address.
import { onStage, settled } from "./stage.mjs";
import { statesOf } from "./states.mjs";

const LEAST_STATES = 30;

await onStage("links", async ({ base, facts, visitors, open, only }) => {
  const { context, page } = await open(visitors.admin);
  const { failures, states } = await statesOf(page, base, facts);
  const titles = new Map();
  let counted = 0;
  for (const { route, addresses } of states) {
    const plain = await shown(page, `${base}${addresses[0]}`);
    titles.set(await page.title(), [...(titles.get(await page.title()) ?? []), route]);
    for (const address of addresses.slice(1)) {
      counted++;
      if (only && !address.startsWith(only)) continue;
      const wrong = await compare({ page, open, visitors, base, address, plain }).catch(({ message }) => [
        message.split("\n")[0],
      ]);
      failures.push(...wrong.map((each) => `${address}: ${each}`));
    }
  }
  for (const [title, routes] of titles) {
    if (routes.length > 1) failures.push(`${routes.join(", ")} have the same title: ${title}`);
  }
  if (counted < LEAST_STATES) failures.push(`only ${counted} states are looked at, of ${LEAST_STATES}`);
  if (!only) failures.push(...(await act(page, base, facts)));
  await context.close();
  console.log(`  ${counted} states`);
  return failures;
});

async function compare({ page, open, visitors, base, address, plain }) {
  const failures = [];
  const first = await shown(page, `${base}${address}`);
  if (first === plain) failures.push("shows the same as the page without a state");
  await page.reload();
  if ((await text(page)) !== first) failures.push("a reload shows something else");
  await leave(page, address);
  await page.goBack();
  await page.waitForURL(`${base}${address}`);
  if ((await text(page)) !== first) failures.push(`back shows something else: ${difference(first, await text(page))}`);
  const second = await open(visitors.admin);
  const elsewhere = await shown(second.page, `${base}${address}`);
  await second.context.close();
  if (elsewhere !== first) failures.push(`a second browser shows something else: ${difference(first, elsewhere)}`);
  return failures;
}

/** Goes to another page as a reader does, without loading the document again; the page's head then has the focus. */
async function leave(page, address) {
  const to = address.startsWith("/models") ? "/datanets" : "/models";
  await page.evaluate((path) => self.__TSR_ROUTER__.navigate({ to: path }), to);
  await page.waitForFunction((path) => location.pathname === path, to);
  await settled(page);
}

async function shown(page, address) {
  await page.goto(address);
  return text(page);
}

/** What the page shows, and what its fields and pressed buttons hold; without times that pass. */
async function text(page) {
  await settled(page);
  const found = await page.evaluate(() => {
    const fields = [...document.querySelectorAll("main input, main select, main textarea")].map((field) =>
      field.type === "checkbox" ? `${field.value}:${field.checked}` : field.value,
    );
    const pressed = [...document.querySelectorAll('main [aria-pressed="true"], main [aria-sort$="ending"]')].map(
      (element) => element.textContent,
    );
    return [document.querySelector("main").innerText, ...fields, ...pressed].join("\n");
  });
  return found.replace(/\b\d+ (s|min|h|d) ago\b/g, "some time ago");
}

function difference(one, other) {
  const [a, b] = [one.split("\n"), other.split("\n")];
  const at = a.findIndex((line, index) => line !== b[index]);
  return `"${(a[at] ?? "").slice(0, 60)}" became "${(b[at] ?? "").slice(0, 60)}"`;
}

/** A reader's steps in a table, each with the state that it must lead to, and that back takes away again. */
async function act(page, base, { datanet, receipt }) {
  const failures = [];
  const rows = page.locator('[data-table="rows"]');
  const given = page.locator('[data-table="contributions"]');
  const steps = [
    ["the next page", () => rows.getByRole("button", { name: "Next" }).click(), "rows.page", "2"],
    ["a search", () => rows.getByRole("searchbox").fill("kimchi"), "rows.q", "kimchi"],
    ["an order", () => given.getByRole("button", { name: /^submitted/ }).click(), "given.sort", "-rowsSubmitted"],
    ["an opened row", () => given.getByRole("button", { name: /^Open/ }).first().click(), "given.open", /^\d+$/],
    ["a view", () => page.getByRole("button", { name: "Duplicates" }).click(), "view", "repeated"],
  ];
  for (const [name, step, key, value] of steps) {
    await shown(page, `${base}/datanets/${datanet}`);
    try {
      await step();
    } catch (failure) {
      failures.push(`${name} cannot be chosen: ${failure.message.split("\n")[0]}`);
      continue;
    }
    const arrived = await page
      .waitForFunction((wanted) => new URL(location.href).searchParams.has(wanted), key, { timeout: 5_000 })
      .catch(() => null);
    const found = new URL(page.url()).searchParams.get(key);
    if (!arrived || !(value instanceof RegExp ? value.test(found) : found === value)) {
      failures.push(`${name} is not in the address: ${page.url()}`);
    }
  }
  await shown(page, `${base}/receipts/${receipt}`);
  await page.getByTestId("shares").getByRole("button").first().click();
  await page
    .waitForFunction(() => new URL(location.href).searchParams.has("by"), null, { timeout: 5_000 })
    .catch(() => {
      failures.push("a chosen contributor is not in the address");
    });
  await page.evaluate(() => self.__TSR_ROUTER__.navigate({ to: "/models" }));
  await settled(page);
  if (!(await page.evaluate(() => document.activeElement?.localName === "h1"))) {
    failures.push("the head of a page has no focus after a reader went there");
  }
  return failures;
}
