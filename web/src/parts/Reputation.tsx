import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReputationFact as Fact, Reputation as Facts } from "../api";
import { get } from "../api";

/** Where a person reads what was counted: on this page, or on one of the Datanet. */
function listOf({ kind, datanet }: Fact): string {
  if (kind.startsWith("votes-")) return `/datanets/${datanet}/reviewers`;
  if (kind === "rows-withdrawn" || kind === "rows-taken-down") return `/datanets/${datanet}/notices`;
  if (kind.startsWith("pay-")) return "#audits";
  return kind.startsWith("runs-") ? "#worth" : "#given";
}

/** What an account did here, as facts; nothing where there is none. */
export function Reputation({ address }: { address: string }) {
  const known = useQuery({
    queryKey: ["account", address, "reputation"],
    queryFn: () => get<Facts>(`/api/accounts/${address}/reputation`),
  });
  if (!known.data || known.data.facts.length === 0) return null;
  return (
    <section aria-labelledby="reputation" data-testid="reputation">
      <h2 id="reputation">Reputation</h2>
      <p className="small">Facts that this node counted, each with where they are listed. No score is made of them.</p>
      <ul>
        {known.data.facts.map((fact) => (
          <li key={`${fact.datanet ?? ""} ${fact.kind}`}>
            {fact.datanet !== undefined && (
              <>
                <Link to="/datanets/$id" params={{ id: String(fact.datanet) }}>
                  Datanet {fact.datanet}
                </Link>
                :{" "}
              </>
            )}
            {fact.says} <a href={listOf(fact)}>list</a>
          </li>
        ))}
      </ul>
    </section>
  );
}
