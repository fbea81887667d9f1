import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useState } from "react";
import type { CreditedRow, DatanetCredit, DatanetDetail } from "../api";
import { get } from "../api";
import { count } from "../format";
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
  says: "answers it is named for: it is among the five rows of its contributor that are nearest to them by the words they have in common.",
  of: (row) => count(row.answers),
};
const QUOTED: Column = {
  name: "quoted",
  says: "answers that have 6 tokens or more of the row in one run. Quoting pays nothing by itself.",
  of: (row) => count(row.quotedAnswers),
};

const VIEWS = {
  earned: {
    name: "Rows that earn",
    none: "No row has earned yet: rows earn when an answer would have been less likely without their contributor.",
    says: "Causes are measured by contributor, since a model is trained again without each of them, not without each row. What a contributor is paid for an answer is divided among the rows nearest to it.",
    columns: [
      ANSWERS,
      QUOTED,
      {
        name: "earned, OPEN",
        says: "its part, by nearness, of what its contributor was paid with these answers.",
        of: (row) => <Money gwei={row.earnedGwei} bare />,
      },
      {
        name: "waited, OPEN",
        says: "its part of what waited beside that. The audit of each epoch decides how much of it is released, by contributor and not by row.",
        of: (row) => <Money gwei={row.waitingGwei} bare />,
      },
    ],
  },
  repeated: {
    name: "Rows that repeat",
    none: "No row of this Datanet repeats another's words.",
    says: "Copies earn nothing: what repeats a row is refused at its upload, or divided with it.",
    columns: [
      {
        name: "copies",
        says: "lines of uploads that were found to say the same, exactly or nearly, after this row was signed.",
        of: (row) => count(row.copies),
      },
      {
        name: "places",
        says: "in how many places of the training rows a run of its words stands that an answer quoted, this row's own included.",
        of: (row) => count(row.places),
      },
      QUOTED,
    ],
  },
  lowered: {
    name: "Rows that hurt",
    none: "No answer was made less likely by a contributor of this Datanet.",
    says: "These rows are the nearest of a contributor whose rows, taken together, made an answer less likely. Such an effect earns nothing, and is taken off what the contributor earns in the same epoch; whether it was this row, receipts do not say.",
    columns: [
      {
        name: "answers lowered",
        says: "answers that its contributor's rows made less likely, of those it is named for.",
        of: (row) => count(row.loweredAnswers),
      },
      {
        name: "surely",
        says: "those of them where the whole 90 % interval lies below zero; the others may be chance.",
        of: (row) => count(row.loweredSurely),
      },
      {
        name: "lowered, nats",
        says: "its part, by nearness, of how much less likely: 1 nat is 2.7 times.",
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
      <h2 id="did">What the rows did</h2>
      <fieldset className="acts views" aria-labelledby="did">
        {(Object.keys(VIEWS) as View[]).map((each) => (
          <button type="button" key={each} aria-pressed={each === view} onClick={() => setView(each)}>
            {VIEWS[each].name}
          </button>
        ))}
        <button type="button" aria-pressed={view === "worth"} onClick={() => setView("worth")}>
          Worth to models
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
                Before
              </button>
              <button type="button" onClick={() => setOffset(offset + PAGE)} disabled={data.list.length < PAGE}>
                After
              </button>
            </div>
          )}
          <p className="say">
            {says} {count(data.rows)} of {count(datanet.versions.at(-1)?.rows ?? 0)} rows stand in the{" "}
            {count(data.receipts)} receipts so far. Accepted is not attributed: a row that stands in none was near no
            answer.
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
            <th scope="col">given by</th>
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
