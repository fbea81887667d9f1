import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import type { ContributionLine, DatanetDetail } from "../api";
import { get } from "../api";
import { count, time } from "../format";
import { Fates } from "../parts/Fates";
import { Heading } from "../parts/Heading";
import { Loaded } from "../parts/Loaded";
import { AccountName } from "../parts/Names";
import type { Right } from "../parts/Reviewing";
import { Reviewing } from "../parts/Reviewing";
import { SignDraft } from "../parts/SignDraft";
import { Talk } from "../parts/Talk";
import type { Role } from "../role";
import { useRole } from "../role";
import { useRights } from "../session";

/** A contribution: its contributor signs it here, those who review decide or vote, and all of them see what became of its lines. */
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
  const role = useRole(datanet.data);
  return (
    <>
      <Heading title={`Contribution ${id}`}>
        <span className="crumb">Contribution</span> {id}
      </Heading>
      <Loaded query={contribution} whole>
        {(given) => {
          const gave = rights.actsFor(given.contributor);
          return (
            <div className="stack">
              <Facts given={given} datanet={datanet.data} />
              {datanet.data &&
                (gave || role !== undefined ? (
                  <>
                    <Reviewing contribution={given} right={rightOf(given, role, rights.account)} />
                    {given.state === "screened" && gave && <SignDraft contribution={given} />}
                    {given.state !== "screened" && (
                      <Talk contribution={given} reviews={role !== undefined && role !== "reader"} />
                    )}
                    <Fates contribution={given} />
                  </>
                ) : (
                  <p>
                    Here its rows are shown to its contributor and to those who review for the Datanet. What is accepted
                    stands in the{" "}
                    <Link to="/datanets/$id" params={{ id: given.datanet }}>
                      versions of the Datanet
                    </Link>{" "}
                    that are published after that.
                  </p>
                ))}
            </div>
          );
        }}
      </Loaded>
    </>
  );
}

function Facts({ given, datanet }: { given: ContributionLine; datanet: DatanetDetail | undefined }) {
  return (
    <p className="say">
      {count(given.rowsPassed)} of {count(given.rowsSubmitted)} rows by{" "}
      <AccountName address={given.contributor} name={given.contributorName} /> to{" "}
      <Link to="/datanets/$id" params={{ id: given.datanet }}>
        {datanet?.name ?? `Datanet ${given.datanet}`}
      </Link>
      . <span className="tag">{given.state}</span>
      {given.state === "signed" &&
        given.votesEndMillis !== undefined &&
        ` ${count(given.quorum)} votes that agree decide a row, until ${time(given.votesEndMillis)}.`}
      {given.rowsHeld > 0 && ` ${count(given.rowsHeld)} wait for somebody's own word.`}
      {given.rowsUnseen > 0 && ` ${count(given.rowsUnseen)} were accepted unseen.`}
      {given.awaitsAnswer && " A question waits for the contributor's answer."}
    </p>
  );
}

/** What the reader may do with rows that wait: decide, vote, or look. */
function rightOf(given: ContributionLine, role: Role | undefined, account: string | null): Right {
  if (given.state !== "signed" || role === undefined || role === "reader") return "look";
  const votes = given.votesEndMillis !== undefined && given.votesEndMillis > Date.now();
  const own = given.contributor === account;
  if (votes || role === "reviewer") return own ? "look" : "vote";
  return own && role === "curator" ? "look" : "decide";
}
