import { useQuery } from "@tanstack/react-query";
import type { DatanetDetail } from "../api";
import { type Question, read } from "../contracts";
import { openOfWei } from "../format";
import { useRights } from "../session";
import { AccountName } from "./Names";

const NOBODY = `0x${"0".repeat(40)}`;

/** Where the owner is a contract of shares: who tends the Datanet, and what of it is the reader's, as that contract says. */
export function SharedBy({ datanet }: { datanet: DatanetDetail }) {
  const { account } = useRights();
  const shared = useQuery({
    queryKey: ["datanet", datanet.id, "shares", datanet.owner, account],
    queryFn: () => sharesOf(datanet.owner, BigInt(datanet.token ?? 0), account ?? NOBODY),
    enabled: datanet.token !== undefined && datanet.ownerName === undefined,
  });
  if (!shared.data) return null;
  const { all, yours, dueWei, steward } = shared.data;
  return (
    <p>
      It is shared: its owner is a contract with {openOfWei(`${all}`)} shares, and what it earns is theirs.{" "}
      {steward === NOBODY ? (
        "Nobody tends it now."
      ) : (
        <>
          It is tended by <AccountName address={steward} />.
        </>
      )}
      {account !== null &&
        ` You have ${openOfWei(`${yours}`)} of them, and ${openOfWei(`${dueWei}`)} OPEN that they earned to claim.`}
    </p>
  );
}

/** What a contract of shares says; null where the owner is none of this Datanet's. */
async function sharesOf(owner: string, token: bigint, holder: string) {
  const questions: Question[] = [
    [owner, "datanetId()", "(uint256)"],
    [owner, "totalSupply()", "(uint256)"],
    [owner, "steward()", "(address)"],
    [owner, "balanceOf(address)", "(uint256)", holder],
    [owner, "claimable(address)", "(uint256)", holder],
  ];
  const said = await read(questions).catch(() => null); // an account has no code, and another contract other functions
  if (said === null) return null;
  const [[of], [all], [steward], [yours], [dueWei]] = said as [[bigint], [bigint], [string], [bigint], [bigint]];
  return of === token ? { all, steward, yours, dueWei } : null;
}
