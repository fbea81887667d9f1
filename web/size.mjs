// Says what the first load of each page weighs, compressed, and fails when one is over the budget. Run after a build.
import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const BUDGET_KILOBYTES = 170;
// what a page loads by itself a moment later, beside what it imports
const SOON = {
  "src/pages/ReceiptPage.tsx": ["src/parts/Proof.tsx"],
  "src/pages/PlaygroundPage.tsx": ["src/parts/Proof.tsx"],
};

const manifest = JSON.parse(readFileSync("dist/.vite/manifest.json", "utf8"));
const sizes = new Map();

function kilobytes(file) {
  if (!sizes.has(file)) sizes.set(file, gzipSync(readFileSync(`dist/${file}`), { level: 9 }).length / 1000);
  return sizes.get(file);
}

/** The files of a chunk and of all that it imports. */
function filesOf(name, files = new Set()) {
  const chunk = manifest[name];
  if (!chunk) throw new Error(`${name} is no chunk of its own: load it by lazyRouteComponent in src/routes.tsx.`);
  if (files.has(chunk.file)) return files;
  files.add(chunk.file);
  for (const style of chunk.css ?? []) files.add(style);
  for (const other of chunk.imports ?? []) filesOf(other, files);
  return files;
}

let over = 0;
for (const file of readdirSync("src/pages")
  .filter((file) => file.endsWith(".tsx"))
  .sort()) {
  const page = `src/pages/${file}`;
  const files = filesOf("index.html", new Set(["index.html"]));
  for (const chunk of [page, ...(SOON[page] ?? [])]) filesOf(chunk, files);
  const total = [...files].reduce((sum, each) => sum + kilobytes(each), 0);
  const says = total > BUDGET_KILOBYTES ? `over ${BUDGET_KILOBYTES}` : "";
  if (says) over++;
  console.log(`${total.toFixed(1).padStart(6)} kB  ${String(files.size).padStart(2)} files  ${file} ${says}`);
}
process.exitCode = over > 0 ? 1 : 0;
