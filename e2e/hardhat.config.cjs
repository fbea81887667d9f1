// A chain that mines once a second, as the one of anvil does here. Its estimate of gas probes with three times what a deployment takes,
// which Osaka's cap of a transaction refuses: so the fork before it.
const chainId = Number(process.env.CHAIN_ID ?? 4242);
module.exports = { networks: { hardhat: { chainId, hardfork: "prague", mining: { auto: true, interval: 1000 } } } };
