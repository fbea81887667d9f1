// A licence is bought by clicks in a real Chromium: by a wallet, and by the administrator for an account whose key the node keeps. Then the
// Datanet is shared, and its page says so.
//   OPENLEDGER_LINK   a link of the node that nobody has used yet
//   CHROMIUM          the browser's executable
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { abiOf, artefactOf, call, contracts, somebody, until, view } from "./chain.mjs";
import { base, purse } from "./purse.mjs";

const clients = createRequire(new URL("../../node/src/test/npm/package.json", import.meta.url));
const { encodeAbiParameters, encodeDeployData, keccak256, parseEther, stringToHex, toFunctionSelector } =
  clients("viem");

const FEE = "0.2";
const TERMS = {
  spdx: stringToHex("LicenseRef-Loaves", { size: 32 }),
  uses: 15,
  transferable: true,
  defaultMintingFee: parseEther(FEE),
  expiration: 0n,
  commercialUse: true,
  commercialAttribution: false,
  commercialRevShare: 0,
  derivativesAllowed: true,
  derivativesAttribution: false,
  derivativesApproval: false,
  derivativesReciprocal: false,
  commercialRevCeiling: 0n,
  uri: "",
};

const functionOf = (contract, name) => abiOf(contract).find((each) => each.type === "function" && each.name === name);
const [termsType] = functionOf("licences", "registerTerms").inputs;

let owner;
let own;
let datanet;
let token;
let licence;

before(async () => {
  owner = await somebody();
  own = await purse(60_000);
  datanet = await published();
  const termsId = keccak256(encodeAbiParameters([termsType], [TERMS]));
  await owner.call("licences", "registerTerms", [TERMS]);
  await owner.call("licences", "offer", [token, termsId]);
  licence = await view("licences", "licenceIdOf", token, 1, termsId);
  await until(async () => (await call("GET", `/api/datanets/${datanet}/rights`)).offers.length === 1);
});

after(async () => own?.close());

/** A Datanet of the owner's with a version, which nobody may train on for money; its token is known then. */
async function published() {
  const terms = "Ask before you use these rows.";
  const made = { owner: owner.address, name: "Loaves", schema: "INSTRUCTION", licence: "CC-BY-NC-ND-4.0", terms };
  const { id } = await owner.api("POST", "/api/datanets", made);
  token = BigInt(await until(async () => (await owner.api("GET", `/api/datanets/${id}`)).token));
  const row = JSON.stringify({
    instruction: "When is a loaf done?",
    response: `It sounds hollow below, ${owner.address}.`,
  });
  const given = `/api/datanets/${id}/contributions?contributor=${owner.address}`;
  const { id: contribution } = await owner.api("POST", given, row);
  const { typedData } = await owner.api("GET", `/api/contributions/${contribution}/signature`);
  const signature = await owner.signTyped(typedData);
  await owner.api("POST", `/api/contributions/${contribution}/signature`, { signature });
  await owner.api("POST", `/api/contributions/${contribution}/review`, { accept: true, unseen: true });
  const confirmed = async () =>
    (await owner.api("GET", `/api/contributions/${contribution}`)).chainState === "confirmed";
  await until(confirmed);
  const draft = await owner.api("POST", `/api/datanets/${id}/versions/draft`, {});
  const version = { number: draft.number, signature: await owner.signTyped(draft.typedData) };
  await owner.api("POST", `/api/datanets/${id}/versions`, version);
  await until(() => view("datanetRegistry", "hasVersion", token, 1));
  return id;
}

/** What the page's wallet is given for gas and fees. */
async function given(address, amount) {
  await (await somebody()).send({ to: address, value: parseEther(amount) });
}

function offer(page) {
  return page.locator("details").filter({ hasText: `LicenseRef-Loaves: ${FEE} OPEN, for ever` });
}

test("a wallet buys a licence, and reads before what it pays and to whom", async () => {
  const { page } = own;
  await given(own.address, "0.9");
  await own.client.sendTransaction({ to: contracts.wrappedOpen, value: parseEther(FEE), chain: null });
  await until(async () => (await view("wrappedOpen", "balanceOf", own.address)) === parseEther(FEE));
  await page.goto(`${base}/datanets/${datanet}`);
  await page.getByRole("banner").getByRole("button", { name: "Sign in" }).click();
  await page.locator("#account-menu").getByRole("button", { name: "Sign in with a wallet" }).click();
  await page.getByText("with the licences of your account").waitFor();
  const before = await view("wrappedOpen", "balanceOf", owner.address);
  await offer(page).locator("summary").click();
  await offer(page).getByText(`the first lets the Licences contract take ${FEE} OPEN of your wrapped OPEN`).waitFor();
  own.asked.length = 0;
  await offer(page)
    .getByRole("button", { name: `Buy one licence for ${FEE} OPEN` })
    .click();
  await offer(page).getByText("you hold 1").waitFor();
  assert.deepEqual(own.asked, [
    toFunctionSelector(functionOf("wrappedOpen", "approve")),
    toFunctionSelector(functionOf("licences", "mint")),
  ]);
  assert.equal(await view("licences", "balanceOf", own.address, licence), 1n);
  assert.equal((await view("wrappedOpen", "balanceOf", owner.address)) - before, parseEther(FEE));
  const uses = page.getByRole("region", { name: "What version 1 may be used for" });
  await uses.getByRole("row", { name: /^train for money yes/ }).waitFor();
  assert.deepEqual(own.problems, []);
});

test("the administrator buys one for an account whose key the node keeps", async () => {
  const { page } = own;
  await page.goto(process.env.OPENLEDGER_LINK);
  await page.getByRole("button", { name: "Sign in as the administrator of this node" }).click();
  await page.waitForFunction(() => sessionStorage.getItem("account") === null);
  const admin = await page.evaluate(() => sessionStorage.getItem("token"));
  const { address } = await call("POST", "/api/accounts", { name: "baker" }, admin);
  await call("POST", "/api/deposits", { payer: address, gwei: 10 ** 9 }, admin); // its spending limit bounds what it buys
  await owner.call("wrappedOpen", "transfer", [address, parseEther(FEE)]);
  await page.goto(`${base}/datanets/${datanet}`);
  await offer(page).locator("summary").click();
  const form = offer(page).locator("form");
  await form.getByText(`${FEE} OPEN of the OPEN that the account holds go to the treasury of Loaves`).waitFor();
  await form.getByLabel("Account that buys").selectOption(address);
  await form.getByRole("button", { name: `Buy one licence for ${FEE} OPEN` }).click();
  await form.getByRole("status").waitFor();
  await until(async () => (await view("wrappedOpen", "balanceOf", address)) === 0n);
  assert.equal(await view("licences", "balanceOf", address, licence), 1n);
  assert.deepEqual(own.problems, []);
});

test("who looks at a Datanet that is shared reads so, and what of it is their own", async () => {
  const { page } = own;
  const { abi, bytecode } = artefactOf("datanetShares");
  const parts = [contracts.datanetRegistry, contracts.wrappedOpen, token];
  const shares = await owner.send({ data: encodeDeployData({ abi, bytecode: bytecode.object, args: parts }) });
  const give = ["safeTransferFrom", [owner.address, shares.contractAddress, token]];
  await owner.call("datanetRegistry", ...give);
  await owner.callAt(shares.contractAddress, "datanetShares", "transfer", [own.address, parseEther("250")]);
  await owner.call("wrappedOpen", "deposit", [], parseEther("0.004"));
  await owner.call("wrappedOpen", "transfer", [shares.contractAddress, parseEther("0.004")]);
  await until(
    async () => (await call("GET", `/api/datanets/${datanet}`)).owner === shares.contractAddress.toLowerCase(),
  );
  await page.evaluate(() => sessionStorage.clear());
  await page.goto(`${base}/datanets/${datanet}`);
  const line = page.getByText("It is shared: its owner is a contract with 1,000 shares");
  await line.waitFor();
  assert.match(await line.textContent(), /Nobody tends it now\.$/);
  await page.getByRole("banner").getByRole("button", { name: "Sign in" }).click();
  await page.locator("#account-menu").getByRole("button", { name: "Sign in with a wallet" }).click();
  await page.getByText("You have 250 of them, and 0.001 OPEN that they earned to claim.").waitFor();
  assert.deepEqual(own.problems, []);
});
