// Accessibility: no violation of WCAG 2.2 AA or of best practice, on every route, light and dark, at three widths, for three
// readers. Other states of the routes are looked at by the administrator, wide and on a phone.
import { AxeBuilder } from "@axe-core/playwright";
import { onStage, settled } from "./stage.mjs";
import { statesOf } from "./states.mjs";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const WIDTHS = [1440, 1280, 390];
const SCHEMES = ["light", "dark"];

await onStage("axe", async ({ base, facts, visitors, open, only }) => {
  const first = await open(visitors.nobody);
  const { failures, states } = await statesOf(first.page, base, facts);
  await first.context.close();
  const looks = Object.keys(visitors).flatMap((who) =>
    SCHEMES.flatMap((scheme) => WIDTHS.map((width) => ({ who, scheme, width }))),
  );
  for (const { who, scheme, width } of looks) {
    const { context, page } = await open(visitors[who], { width, scheme });
    const everyState = who === "admin" && scheme === "light" && width !== 1440;
    for (const { addresses } of states) {
      for (const address of everyState ? addresses : addresses.slice(0, 1)) {
        if (only && !address.startsWith(only)) continue;
        failures.push(
          ...(await look(page, base, address)).map((found) => `${address} as ${who}, ${scheme}, ${width}: ${found}`),
        );
      }
    }
    await context.close();
    console.log(`  ${who}, ${scheme}, ${width}: ${failures.length} failures so far`);
  }
  return failures;
});

async function look(page, base, address) {
  await page.goto(`${base}${address}`);
  try {
    await settled(page);
  } catch (failure) {
    return [failure.message.split("\n")[0]];
  }
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} at ${target.join(" ")}`));
}
