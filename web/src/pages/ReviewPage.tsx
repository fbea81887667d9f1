import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import type { ContributionLine, DatanetDetail } from "../api";
import { get } from "../api";
import { count } from "../format";
import { Heading } from "../parts/Heading";
import { Loaded } from "../parts/Loaded";
import { AccountName } from "../parts/Names";
import { Reviewing } from "../parts/Reviewing";
import { useRights } from "../session";

export function ReviewPage() {
  const { id } = useParams({ from: "/contributions/$id" });
  const contribution = useQuery({
    queryKey: ["contribution", id],
    queryFn: () => get<ContributionLine>(`/api/contributions/${id}`),
  });
  const number = contribution.data?.datanet;
  const datanet = useQuery({
    queryKey: ["datanet", number],
    queryFn: () => get<DatanetDetail>(`/api/datanets/${number}`),
    enabled: number !== undefined,
  });
  const rights = useRights();
  return (
    <>
      <Heading title={`Contribution ${id}`}>
        <span className="crumb">Contribution</span> {id}
      </Heading>
      <Loaded query={contribution} whole>
        {(given) => (
          <div className="stack">
            <p className="say">
              {count(given.rowsPassed)} rows by <AccountName address={given.contributor} name={given.contributorName} />{" "}
              to{" "}
              <Link to="/datanets/$id" params={{ id: given.datanet }}>
                {datanet.data?.name ?? `Datanet ${given.datanet}`}
              </Link>
              . <span className="tag">{given.state}</span>
              {given.rowsHeld > 0 && ` ${count(given.rowsHeld)} wait for the owner's own word.`}
              {given.rowsUnseen > 0 && ` ${count(given.rowsUnseen)} were accepted unseen.`}
            </p>
            {datanet.data &&
              (rights.actsFor(given.contributor) || rights.actsFor(datanet.data.owner) ? (
                <Reviewing
                  contribution={given}
                  decides={given.state === "signed" && rights.actsFor(datanet.data.owner)}
                />
              ) : (
                <p>Its rows are shown to its contributor and the Datanet's owner, until they are in a version.</p>
              ))}
          </div>
        )}
      </Loaded>
    </>
  );
}
