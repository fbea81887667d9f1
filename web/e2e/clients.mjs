// Packages that other people's clients are made of, as the node's tests install them.
import { createRequire } from "node:module";

const installed = createRequire(new URL("../../node/src/test/npm/package.json", import.meta.url));

export function clients(name) {
  try {
    return installed(name);
  } catch (failure) {
    if (failure.code !== "MODULE_NOT_FOUND") throw failure;
    throw new Error(`${name} is not installed: run npm ci in node/src/test/npm, then this again`);
  }
}
