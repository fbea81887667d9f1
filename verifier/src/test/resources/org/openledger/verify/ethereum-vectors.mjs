// Writes ethereum-vectors.json with the reference implementations:
//   npm install ethers@6.17.0 @openzeppelin/merkle-tree@1.0.8 && node ethereum-vectors.mjs > ethereum-vectors.json
import { ethers } from "ethers";
import { StandardMerkleTree } from "@openzeppelin/merkle-tree";

const bytes = (length) => Uint8Array.from({ length }, (_, i) => (i * 7 + length) & 255);
const plain = (hex) => hex.slice(2);

const keccak = [0, 1, 31, 32, 135, 136, 137, 271, 272, 273, 1000].map((length) => ({
  input: plain(ethers.hexlify(bytes(length))),
  digest: plain(ethers.keccak256(bytes(length))),
}));

const signatures = [];
for (let i = 0; i < 24; i++) {
  const wallet = new ethers.Wallet(ethers.keccak256(bytes(i + 1)));
  const message = bytes(i * 13);
  signatures.push({
    address: wallet.address.toLowerCase(),
    message: plain(ethers.hexlify(message)),
    signature: await wallet.signMessage(ethers.getBytes(ethers.sha256(message))),
  });
}

const trees = [1, 2, 3, 4, 5, 7, 8, 13].map((count) => {
  const leaves = Array.from({ length: count }, (_, i) => [
    ethers.dataSlice(ethers.keccak256(bytes(100 + count * 20 + i)), 12).toLowerCase(),
    ((BigInt(i + 1) ** 9n) * 1000000007n ** BigInt(i % 7)).toString(),
  ]);
  const tree = StandardMerkleTree.of(leaves, ["address", "uint256"]);
  return {
    root: tree.root,
    claims: leaves.map((leaf, i) => ({ account: leaf[0], cumulativeWei: leaf[1], proof: tree.getProof(i) })),
  };
});

console.log(JSON.stringify({ keccak, signatures, trees }, null, 1));
