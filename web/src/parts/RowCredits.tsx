import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useState } from "react";
import type { CreditedRow, DatanetCredit, DatanetDetail } from "../api";
import { get } from "../api";
import { count } from "../format";
import { SAYS } from "../words";
import { Loaded } from "./Loaded";
import { Money } from "./Money";
import { AccountName } from "./Names";
import { DatanetValues } from "./Values";

const PAGE = 10;

interface Column {
  name: string;
  says: string;
  of: (row: CreditedRow) => ReactNode;
}

const ANSWERS: Column = {
  name: "answers",
  says: "answers this row contributed to: it is among the five rows of its contributor that are nearest to the answer.",
  of: (row) => count(row.answers),
};
const QUOTED: Column = {
  name: "quoted",
  says: "answers that contain six or more tokens of the row in one run. A quotation pays nothing by itself.",
  of: (row) => count(row.quotedAnswers),
};

const VIEWS = {
  earned: {
    name: "Rows that earn",
    none: "No row has earned yet. A row earns when an answer would have been less likely without its contributor.",
    says: "We measure impact per contributor, not per row, by retraining without each one. A contributor's pay for an answer is divided among their rows nearest to it. A row can be accepted and still earn nothing.",
    columns: [
      ANSWERS,
      QUOTED,
      {
        name: "earned, OPEN",
        says: "the row's part, by nearness, of what its contributor was paid at once for these answers.",
        of: (row) => <Money gwei={row.earnedGwei} bare />,
      },
      {
        name: "held, OPEN",
        says: "the row's part of what was held. When the epoch ends, its audit releases it by contributor, not by row.",
        of: (row) => <Money gwei={row.waitingGwei} bare />,
      },
    ],
  },
  repeated: {
    name: "Duplicates",
    none: "No row of this Datanet is a duplicate.",
    says: "Duplicates are refused on upload, or share the original's pay.",
    columns: [
      {
        name: "copies",
        says: "uploaded lines that repeat this row, exactly or nearly, and came after it.",
        of: (row) => count(row.copies),
      },
      {
        name: "places",
        says: "how often words of this row that an answer quoted appear in the training rows, this row included.",
        of: (row) => count(row.places),
      },
      QUOTED,
    ],
  },
  lowered: {
    name: "Rows that hurt",
    none: "No contributor of this Datanet made an answer less likely.",
    says: "These rows are the nearest of a contributor whose rows, taken together, made an answer less likely. That earns nothing, and is deducted from what the contributor earns in the same epoch. Receipts do not say whether it was this row.",
    columns: [
      {
        name: "answers lowered",
        says: "answers this row is near to, and that its contributor's rows made less likely.",
        of: (row) => count(row.loweredAnswers),
      },
      {
        name: "surely",
        says: "those whose whole 90 % interval lies below zero. The others may be chance.",
        of: (row) => count(row.loweredSurely),
      },
      {
        name: "lowered, nats",
        says: "the row's part, by nearness, of how much less likely; one nat is a factor of 2.7.",
        of: (row) => (row.loweredMicronats / 1e6).toFixed(2),
      },
    ],
  },
} satisfies Record<string, { name: string; none: string; says: string; columns: Column[] }>;
type View = keyof typeof VIEWS;

/** Which rows of a Datanet earn, which repeat, which hurt, as receipts have it; and what they are worth to models. */
export function RowCredits({ datanet }: { datanet: DatanetDetail }) {
  const [view, setView] = useState<View | "worth">("earned");
  return (
    <section aria-labelledby="did">
      <h2 id="did">What rows earned</h2>
      <fieldset className="acts views" aria-labelledby="did">
        {(Object.keys(VIEWS) as View[]).map((each) => (
          <button type="button" key={each} aria-pressed={each === view} onClick={() => setView(each)}>
            {VIEWS[each].name}
          </button>
        ))}
        <button type="button" aria-pressed={view === "worth"} onClick={() => setView("worth")}>
          Value to models
        </button>
      </fieldset>
      {view === "worth" ? <DatanetValues datanet={datanet.id} /> : <Said key={view} datanet={datanet} view={view} />}
    </section>
  );
}

function Said({ datanet, view }: { datanet: DatanetDetail; view: View }) {
  const [offset, setOffset] = useState(0);
  const credit = useQuery({
    queryKey: ["credit", datanet.id, view, offset],
    queryFn: () =>
      get<DatanetCredit>(`/api/datanets/${datanet.id}/credit?order=${view}&offset=${offset}&limit=${PAGE}`),
    placeholderData: keepPreviousData,
  });
  const { says, none, columns } = VIEWS[view];
  return (
    <Loaded query={credit}>
      {(data) => (
        <div data-testid="credit">
          {data.list.length === 0 && offset === 0 ? (
            <p className="small">{none}</p>
          ) : (
            <Listed rows={data.list} columns={columns} />
          )}
          {(offset > 0 || data.list.length === PAGE) && (
            <div className="acts">
              <button type="button" onClick={() => setOffset(offset - PAGE)} disabled={offset === 0}>
                {SAYS.previous}
              </button>
              <button type="button" onClick={() => setOffset(offset + PAGE)} disabled={data.list.length < PAGE}>
                {SAYS.next}
              </button>
            </div>
          )}
          <p className="say">
            {says} {count(data.rows)} of {count(datanet.versions.at(-1)?.rows ?? 0)} rows appear in the{" "}
            {count(data.receipts)} receipts so far.
          </p>
          <dl className="meanings say">
            {columns.map((column) => (
              <div key={column.name} className="meaning">
                <dt>{column.name}</dt>
                <dd>{column.says}</dd>
              </div>
            ))}
          </dl>
        </div>
      )}
    </Loaded>
  );
}

function Listed({ rows, columns }: { rows: CreditedRow[]; columns: Column[] }) {
  return (
    <div className="scroll">
      <table className="credit">
        <thead>
          <tr>
            <th scope="col">row</th>
            <th scope="col">contributor</th>
            {columns.map((column) => (
              <th key={column.name} scope="col" className="n" title={column.says}>
                {column.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((credited) => (
            <tr key={credited.leaf}>
              <td className="cut" title={credited.row?.text}>
                <Link to="/rows/$leaf" params={{ leaf: credited.leaf }}>
                  {credited.row?.text || <code>{credited.leaf.slice(0, 8)}</code>}
                </Link>
              </td>
              <td>
                {credited.row && <AccountName address={credited.row.contributor} name={credited.row.contributorName} />}
              </td>
              {columns.map((column) => (
                <td key={column.name} className="n">
                  {column.of(credited)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
