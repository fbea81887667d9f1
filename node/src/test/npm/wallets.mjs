// Reads a node's chain through /rpc with ethers and viem; prints what both saw as JSON. Usage: node wallets.mjs URL ESCROW PAYER
import { Contract, JsonRpcProvider } from "ethers";
import { createPublicClient, getAddress, http, parseAbi } from "viem";

const [url, escrow, payer] = process.argv.slice(2);
const abi = ["function balanceOf(address) view returns (uint256)"];
const ethers = new JsonRpcProvider(`${url}/rpc`);
const viem = createPublicClient({ transport: http(`${url}/rpc`) });
const deposit = await new Contract(escrow, abi, ethers).balanceOf(payer);
console.log(
  JSON.stringify({
    ethers: { chainId: Number((await ethers.getNetwork()).chainId), deposit: deposit.toString() },
    viem: {
      chainId: await viem.getChainId(),
      deposit: (
        await viem.readContract({
          address: getAddress(escrow),
          abi: parseAbi(abi),
          functionName: "balanceOf",
          args: [getAddress(payer)],
        })
      ).toString(),
    },
  }),
);
ethers.destroy();
