#!/usr/bin/env node
// Speaks the part of solc's command line that forge uses (--version, --standard-json) on top of npm's solc, so that
// building the contracts downloads nothing beyond package-lock.json. forge inlines every source: no import callback.
import { readFileSync, writeSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

function write(text) {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(1, bytes, at);
    } catch (error) {
      if (error.code !== "EAGAIN") throw error; // the pipe is full: forge has not read yet
    }
  }
}

const isTest = (file) => file.startsWith("test/");
const isWanted = (outputs) => Object.values(outputs).some((names) => names.length > 0);

/** Compiles those of the wanted files that fit; nothing where none does. */
function compile(input, fits, settings) {
  const wanted = Object.entries(input.settings.outputSelection).filter(([file, outputs]) => isWanted(outputs) && fits(file));
  if (wanted.length === 0) return {};
  const some = { ...input, settings: { ...input.settings, ...settings, outputSelection: Object.fromEntries(wanted) } };
  return JSON.parse(require("solc").compile(JSON.stringify(some)));
}

/**
 * Tests are compiled without the optimizer, in a thirtieth of the time: they deploy the contracts of src as these were
 * compiled, so that what is tested and measured is the code that goes to a chain.
 */
function compileAll(input) {
  const parts = [
    compile(input, (file) => !isTest(file), {}),
    compile(input, isTest, { viaIR: false, optimizer: { enabled: false } }),
  ];
  const errors = parts.flatMap((part) => part.errors ?? []).map((error) => JSON.stringify(error));
  return {
    errors: [...new Set(errors)].map((error) => JSON.parse(error)),
    sources: Object.assign({}, ...parts.map((part) => part.sources)),
    contracts: Object.assign({}, ...parts.map((part) => part.contracts)),
  };
}

const options = process.argv.slice(2);
if (options.includes("--version")) {
  // From the package, because loading the compiler only to ask its version takes a second.
  write(`solc, the solidity compiler commandline interface\nVersion: ${require("solc/package.json").version}\n`);
} else if (options.includes("--standard-json")) {
  write(JSON.stringify(compileAll(JSON.parse(readFileSync(0, "utf8")))));
} else {
  console.error(`solc.mjs: only --version and --standard-json are spoken here, not "${options.join(" ")}"`);
  process.exit(2);
}
