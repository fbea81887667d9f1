// A network takes blocks back under a node that has booked them. A deposit comes again at another place of its block, in another block,
// or not at all: the journal says what the chain says, and nothing twice.   node reorg.mjs [--engine anvil|hardhat]
import { OPEN, agree, depositCall, expect, mine, mining, onStage, payer, sign, startNode } from "./stage.mjs";

await onStage("reorganisations", async (stage) => {
  await startNode(stage);
  const first = await payer(stage);
  const other = await payer(stage);
  const address = first.wallet.address;
  let total = 0;
  for (const [round, depth] of [1, 2, 7].entries()) {
    const deposit = await sign(first.wallet, await depositCall(stage, first.wallet, OPEN), first.nonce());
    const before = await sign(other.wallet, await depositCall(stage, other.wallet, 2n * OPEN), other.nonce());
    await mining(stage, false);
    const snapshot = await stage.rpc.send("evm_snapshot", []);
    await stage.rpc.send("eth_sendRawTransaction", [deposit]);
    await mine(stage, depth + 1);
    total += 1e9;
    expect("the deposit", await agree(stage, address, `round ${round}, booked`), total);
    await stage.rpc.send("evm_revert", [snapshot]);
    // the same deposit again, behind another's: another place in its block, after blocks that are empty now
    await mine(stage, round);
    await stage.rpc.send("eth_sendRawTransaction", [before]);
    await stage.rpc.send("eth_sendRawTransaction", [deposit]);
    await mine(stage, depth + 3);
    expect("the deposit", await agree(stage, address, `round ${round}, taken back ${depth + 1} blocks deep`), total);
    await agree(stage, other.wallet.address, `round ${round}, the other's`);
    await mining(stage, true);
  }
  await mining(stage, false);
  const snapshot = await stage.rpc.send("evm_snapshot", []);
  await stage.rpc.send("eth_sendRawTransaction", [
    await sign(first.wallet, await depositCall(stage, first.wallet, 5n * OPEN), first.nonce()),
  ]);
  await mine(stage, 3);
  expect("the deposit", await agree(stage, address, "one that will not come again"), total + 5e9);
  await stage.rpc.send("evm_revert", [snapshot]);
  await stage.rpc.send("hardhat_dropTransaction", [`0x${"0".repeat(64)}`]).catch(() => {});
  await mine(stage, 5);
  expect("the deposit", await agree(stage, address, "it is gone"), total);
});
