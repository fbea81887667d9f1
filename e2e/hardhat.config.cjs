// The chain that stranger.mjs uses as --engine hardhat.
module.exports = { solidity: "0.8.28", networks: { hardhat: { chainId: 31337 } } };
