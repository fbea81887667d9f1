/** What the reader is in a Datanet. */
import { useQuery } from "@tanstack/react-query";
import type { DatanetDetail, Member } from "./api";
import { useRights } from "./session";
import { all } from "./table/listing";

export type Role = "owner" | Member["role"];

/** The reader's role; undefined for who has none, or while it is not known. The administrator acts for the owner. */
export function useRole(datanet: DatanetDetail | undefined): Role | undefined {
  const { account, actsFor } = useRights();
  const members = useQuery({
    queryKey: ["datanet", datanet?.id, "members", "all"],
    queryFn: () => all<Member>(`/api/datanets/${datanet?.id}/members`),
    enabled: datanet !== undefined && account !== null && !actsFor(datanet.owner),
  });
  if (datanet === undefined) return undefined;
  if (actsFor(datanet.owner)) return "owner";
  return members.data?.find((each) => each.address === account)?.role;
}
