// A chain that mines once a second, as the one of anvil does here. Its estimate of gas probes with three times what a deployment takes,
// which Osaka's cap of a transaction refuses: so the fork before it. Blocks of one second share its time, as anvil's do; else each block
// is a second later than the last, and the chain's clock runs minutes ahead of the node's, for which its votes lie in the future.
const chainId = Number(process.env.CHAIN_ID ?? 4242);
const mining = { auto: true, interval: 1000 };
module.exports = { networks: { hardhat: { chainId, hardfork: "prague", mining, allowBlocksWithSameTimestamp: true } } };
