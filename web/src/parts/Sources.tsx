import { Link } from "@tanstack/react-router";
import type { Receipt, ReceiptDetail, Source } from "../api";
import { nats } from "../format";
import { SAYS } from "../says";
import { AccountName } from "./Names";

/** The rows that stood in the prompt, and what the answer would lose without each. Nothing for an answer that was not to search. */
export function Sources({ detail, receipt }: { detail: ReceiptDetail; receipt: Receipt }) {
  const { retrieval } = receipt;
  const { sources } = detail.evidence;
  if (!retrieval) return null;
  const versions = retrieval.searched.map(({ datanet, number }) => `${datanet} (version ${number})`).join(", ");
  return (
    <section data-testid="sources">
      <h2>Sources</h2>
      {sources.length === 0 ? (
        <p className="say">
          Datanets {versions} were searched
          {detail.sees === "all" && !detail.erased
            ? ", and no row was given to the model: none was found that fits, or the model is surer of its answer without them."
            : `. ${detail.erased ? SAYS.erasedAnswer : SAYS.privateRows}`}
        </p>
      ) : (
        <>
          {sources.map((source) => (
            <SourceRow key={source.leaf} source={source} detail={detail} />
          ))}
          <p className="say">
            These rows of Datanets {versions} were in the prompt.{" "}
            {retrieval.method.startsWith("linear")
              ? "A linear model estimates their effects from how likely the answer is with random parts of them."
              : "An effect is how much less likely the answer would be without the row. Rows that say the same share it."}{" "}
            Effects count in the contributor's share.
          </p>
        </>
      )}
    </section>
  );
}

function SourceRow({ source, detail }: { source: Source; detail: ReceiptDetail }) {
  const row = detail.rows[source.leaf];
  return (
    <div className="row">
      <div className="small">
        {source.number !== undefined && `[${source.number}] `}
        <Link to="/rows/$leaf" params={{ leaf: source.leaf }}>
          Row
        </Link>{" "}
        of {row?.datanetName ?? `Datanet ${source.datanet}`}, by{" "}
        <AccountName address={source.contributor} name={detail.names[source.contributor]} />
        {row && `, ${row.licence}`} · effect {nats(source.effectNanonats)} nats, between {nats(source.lowNanonats)} and{" "}
        {nats(source.highNanonats)}
      </div>
      {row ? row.text : SAYS.erased}
    </div>
  );
}
