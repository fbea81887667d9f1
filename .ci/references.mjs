#!/usr/bin/env node
// Checks what the documents refer to: every relative link leads to a file and heading that exist, and every test that is named as
// evidence exists in the sources.   references.mjs [ROOT]
import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";

const root = process.argv[2] ?? join(dirname(fileURLToPath(import.meta.url)), "..");
const ignored = new Set(readFileSync(join(root, ".gitignore"), "utf8").split("\n").map((line) => line.replace(/\/$/, "")));
const files = under("");
const present = new Set(files.flatMap((file) => [file, ...parents(file)]));
const read = (file) => readFileSync(join(root, file), "utf8");
const pages = files.filter((file) => file.endsWith(".md"));
const faults = [];
const fault = (page, line, message) => faults.push(`${page}:${line}: ${message}`);

/** The files of a folder and those below it, without what git ignores. */
function under(folder) {
  const entries = readdirSync(join(root, folder), { withFileTypes: true });
  return entries
    .filter(({ name }) => name !== ".git")
    .map((entry) => [entry, posix.join(folder, entry.name)])
    .filter(([{ name }, path]) => !ignored.has(name) && !ignored.has(path) && !ignored.has(`/${path}`))
    .flatMap(([entry, path]) => (entry.isDirectory() ? under(path) : [path]));
}

/** The folders that a file is in. */
function parents(file) {
  const folder = posix.dirname(file);
  return folder === "." ? [] : [folder, ...parents(folder)];
}

/** The lines of a page outside code blocks, as [number, text]. */
function prose(page) {
  let code = false;
  return read(page)
    .split("\n")
    .map((text, index) => [index + 1, text])
    .filter(([, text]) => {
      const fence = text.startsWith("```");
      if (fence) code = !code;
      return !fence && !code;
    });
}

// Links

/** The anchors of a page, as GitHub makes them of headings. */
function anchors(page) {
  const headings = prose(page).filter(([, text]) => /^#+ /.test(text));
  return headings.map(([, text]) => slug(text.replace(/^#+ /, "")));
}

const slug = (heading) => heading.toLowerCase().replace(/[^\p{L}\p{N} _-]/gu, "").replaceAll(" ", "-");

function checkLink(page, line, link) {
  if (/^[a-z][a-z+.-]*:/.test(link)) return;
  const [path, anchor] = link.split("#");
  const target = path === "" ? page : posix.join(posix.dirname(page), path);
  if (!present.has(target.replace(/\/$/, ""))) fault(page, line, `the link ${link} leads to no file`);
  else if (anchor && !anchors(target).includes(anchor)) fault(page, line, `the link ${link} leads to no heading`);
}

let links = 0;
for (const page of pages) {
  for (const [line, text] of prose(page)) {
    for (const [, link] of text.replace(/`[^`]*`/g, "").matchAll(/\]\(([^)\s]+)\)/g)) {
      checkLink(page, line, link);
      links++;
    }
  }
}

// Evidence

/** Sources by the name of their type, which is the name of their file. */
function byName(chosen) {
  const names = new Map();
  for (const file of chosen) {
    const name = basename(file).replace(/\.[^.]+$/, "");
    names.set(name, `${names.get(name) ?? ""}\n${read(file)}`);
  }
  return names;
}

const tests = byName(files.filter((file) => /\/src\/test\/java\/.*\.java$/.test(file)));
const types = new Set(files.filter((file) => /\.(java|sol)$/.test(file)).map((file) => basename(file).replace(/\.[^.]+$/, "")));
const solidity = files.filter((file) => /^contracts\/test\/.*\.sol$/.test(file));
const contracts = solidity.map(read).join("\n");

/** The words of a text that fit a name in which … stands for any letters. */
const fits = (text, before, name, after) =>
  new RegExp(`${before}${name.replaceAll("…", "\\w*").replace(/[$.]/g, "\\$&")}${after}`).test(text);

/**
 * What evidence may be: kinds, in the order in which a name is tried. A place remembers the type and the file that it named last,
 * for the methods and titles after them; `strict` says that it may name tests alone.
 */
const KINDS = [
  {
    of: /^\w+\.t\.sol$/,
    exists: (name) => files.includes(`contracts/test/${name}`),
  },
  {
    of: /^\S+\/\S+$/,
    exists: (name, place) => {
      place.file = name;
      return present.has(name);
    },
  },
  {
    of: /^(test|testFuzz|invariant)?_\w+$/,
    exists: (name) => fits(contracts, "\\bfunction ", name, "\\("),
  },
  {
    of: /^[A-Z]\w*[a-z]\w*$/,
    exists: (name, place) => {
      place.type = name;
      return tests.has(name) || fits(contracts, "\\bcontract ", name, "\\b") || (!place.strict && types.has(name));
    },
  },
  {
    of: /^[A-Z]\w*\.[\w…]+$/,
    exists: (name, place) => {
      const [type, method] = name.split(".");
      place.type = type;
      return fits(tests.get(type) ?? "", "\\b(?:void|Stream<DynamicTest>) ", method, "\\(");
    },
  },
  {
    of: /^[a-z…][\w…]*$/,
    exists: (name, place) => fits(tests.get(place.type) ?? "", "\\b(?:void|Stream<DynamicTest>) ", name, "\\("),
  },
];

/** Checks the names and titles of one place in order; gives how many there are. */
function checkEvidence(page, line, text, strict) {
  const place = { strict };
  let found = 0;
  for (const [, name, title] of text.matchAll(/`([^`]+)`|"([^"]+)"/g)) {
    if (title !== undefined) {
      if (!isTitled(place.file)) continue;
      found++;
      if (!hasTitle(place.file, title)) fault(page, line, `${place.file} has no test "${title}"`);
      continue;
    }
    const kind = KINDS.find(({ of }) => of.test(name));
    if (kind !== undefined) {
      found++;
      if (!kind.exists(name, place)) fault(page, line, `\`${name}\` does not exist`);
    } else if (strict) {
      fault(page, line, `\`${name}\` is no test`);
    }
  }
  if (strict && found === 0) fault(page, line, "no test shows this");
  return found;
}

const isTitled = (file) => file !== undefined && /\.test\.(mjs|ts)$/.test(file) && present.has(file);

/** Whether a file has a test of this title; one that ends in … is the beginning of a title. */
function hasTitle(file, title) {
  const titles = [...read(file).matchAll(/\btest\(\s*(["'`])(.*?)\1/g)].map(([, , of]) => of);
  return titles.some((of) => (title.endsWith("…") ? of.startsWith(title.slice(0, -1)) : of === title));
}

/** The last cells of the tables that are headed "shown by". */
function* shownBy(page) {
  let inside = false;
  for (const [line, text] of prose(page)) {
    const cells = text.startsWith("|") ? text.split("|").map((cell) => cell.trim()) : [];
    const last = cells.at(-2);
    if (last === undefined) inside = false;
    else if (last === "shown by") inside = true;
    else if (inside && !/^-+$/.test(last)) yield [line, last];
  }
}

let evidence = 0;
for (const page of pages) {
  for (const [line, cell] of shownBy(page)) evidence += checkEvidence(page, line, cell, true);
  for (const [, paragraph] of read(page).matchAll(/^\*\*Shown by\.\*\* ([^]*?)(?=\n\n|$(?![^]))/gm)) {
    const line = read(page).slice(0, read(page).indexOf(paragraph)).split("\n").length;
    evidence += checkEvidence(page, line, paragraph, false);
  }
}

if (faults.length > 0) {
  console.error(faults.join("\n"));
  console.error(`references: ${faults.length} wrong. Correct the name or link, or write the test that is named.`);
  process.exit(1);
}
console.log(`references: ${pages.length} pages, ${links} links, ${evidence} pieces of evidence`);
