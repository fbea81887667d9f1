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

const options = process.argv.slice(2);
if (options.includes("--version")) {
  // From the package, because loading the compiler only to ask its version takes a second.
  write(`solc, the solidity compiler commandline interface\nVersion: ${require("solc/package.json").version}\n`);
} else if (options.includes("--standard-json")) {
  write(require("solc").compile(readFileSync(0, "utf8")));
} else {
  console.error(`solc.mjs: only --version and --standard-json are spoken here, not "${options.join(" ")}"`);
  process.exit(2);
}
