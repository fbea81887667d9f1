// Layout: from 320 to 1440 nothing is wider than its window or cut off, in drawings too; what is pressed is at least 24 px in
// size; nothing jumps while a page loads (CLS at most 0.05); and a route's first load weighs at most 170 kB, compressed.
import { gzipSync } from "node:zlib";
import { onStage, settled } from "./stage.mjs";
import { statesOf } from "./states.mjs";

const WIDTHS = [320, 390, 640, 768, 1024, 1280, 1440];
const MAX_SHIFT = 0.05;
const MAX_FIRST_LOAD_BYTES = 170_000;
const STATIC = ["document", "script", "stylesheet", "font", "image"];

await onStage("layout", async ({ base, facts, visitors, open, only }) => {
  const first = await open(visitors.nobody);
  const { failures, states } = await statesOf(first.page, base, facts);
  await first.context.close();
  const chosen = states.flatMap(({ addresses }) => addresses).filter((address) => !only || address.startsWith(only));
  for (const width of WIDTHS) {
    for (const address of chosen) {
      const found = await look(await open(visitors.admin, { width }), `${base}${address}`);
      failures.push(...found.map((each) => `${address} at ${width}: ${each}`));
    }
    console.log(`  ${width}: ${failures.length} failures so far`);
  }
  return failures;
});

/** A context of its own for each load, so that nothing is in the browser's store yet. */
async function look({ context, page }, address) {
  const loaded = [];
  page.on("response", (response) => {
    if (STATIC.includes(response.request().resourceType())) loaded.push(response.body().catch(() => Buffer.alloc(0)));
  });
  await page.addInitScript(watchShifts);
  try {
    await page.goto(address);
    await settled(page);
    const bytes = (await Promise.all(loaded)).reduce((sum, body) => sum + gzipSync(body).length, 0);
    const { shift, jumped } = await page.evaluate(() => ({ shift: window.shift, jumped: window.jumped }));
    return [
      ...(bytes > MAX_FIRST_LOAD_BYTES ? [`the first load is ${bytes} bytes`] : []),
      ...(shift > MAX_SHIFT ? [`it jumps while it loads: CLS ${shift.toFixed(3)}, ${jumped.join(", ")}`] : []),
      ...(await page.evaluate(measure)),
    ];
  } catch (failure) {
    return [failure.message.split("\n")[0]];
  } finally {
    await context.close();
  }
}

/** Runs in the page before anything else: adds up how far things jump, and keeps what did. */
function watchShifts() {
  window.shift = 0;
  window.jumped = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (entry.hadRecentInput) continue;
      window.shift += entry.value;
      for (const { node } of entry.sources)
        window.jumped.push(`${node?.nodeName}.${node?.className ?? ""}`.slice(0, 40));
    }
  }).observe({ type: "layout-shift", buffered: true });
}

/** Runs in the page: what is too wide, cut off, or too small to press. */
function measure() {
  const LEAST_PIXELS = 24;
  const PRESSED = "a[href], button, input, select, textarea, summary, [role=button], [tabindex='0']";
  const found = [];
  const nameOf = (element) => {
    const text = (element.getAttribute("aria-label") ?? element.textContent ?? "").trim().replace(/\s+/g, " ");
    return `<${element.localName}> "${text.slice(0, 40)}"`;
  };
  const seen = (element) =>
    element.checkVisibility({ visibilityProperty: true }) &&
    getComputedStyle(element).clipPath === "none" &&
    !element.closest(".skip");
  const page = document.documentElement;
  if (page.scrollWidth > window.innerWidth) {
    const wide = [...document.querySelectorAll("main *, header *, nav *")].filter(
      (element) => seen(element) && element.getBoundingClientRect().right > window.innerWidth + 0.5,
    );
    found.push(`the page is ${page.scrollWidth} wide; ${wide.slice(-3).map(nameOf).join(", ")} stand out`);
  }
  for (const element of document.querySelectorAll("body *")) {
    if (!(element instanceof HTMLElement) || !seen(element)) continue;
    const style = getComputedStyle(element);
    const hides =
      style.overflowX !== "visible" && !["input", "select", "textarea", "progress"].includes(element.localName);
    if (hides && element.scrollWidth > element.clientWidth + 1)
      found.push(`${nameOf(element)} is cut, or must be pushed sideways`);
  }
  for (const text of document.querySelectorAll("svg text")) {
    const [own, drawing] = [text.getBoundingClientRect(), text.closest("svg").getBoundingClientRect()];
    const out = own.left < drawing.left - 1 || own.right > drawing.right + 1 || own.bottom > drawing.bottom + 1;
    if (out && own.width > 0) found.push(`${nameOf(text)} is cut by its drawing`);
  }
  for (const element of document.querySelectorAll(PRESSED)) {
    if (!seen(element) || element.disabled || inSentence(element)) continue;
    const target = element.closest("label") ?? element;
    const { width, height } = target.getBoundingClientRect();
    if (Math.min(width, height) < LEAST_PIXELS - 0.5) {
      found.push(`${nameOf(element)} is ${Math.round(width)} × ${Math.round(height)} px`);
    }
  }
  return found;

  /** WCAG 2.5.8 lets targets in a line of text be as high as the line. */
  function inSentence(element) {
    if (getComputedStyle(element).display !== "inline" || element.localName === "button") return false;
    const around = element.closest("p, li, dd, td, th, h1, h2, label, div");
    return around.localName === "p" || around.textContent.trim() !== element.textContent.trim();
  }
}
