// A chain that mines once a second, as the one of anvil does here.
const chainId = Number(process.env.CHAIN_ID ?? 4242);
module.exports = { networks: { hardhat: { chainId, mining: { auto: true, interval: 1000 } } } };
