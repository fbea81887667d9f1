// A chain that mines once a second, as the one of anvil does here.
module.exports = { networks: { hardhat: { chainId: 4242, mining: { auto: true, interval: 1000 } } } };
