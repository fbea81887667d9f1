import { useDeferredValue } from "react";
import { ofTable, useAddress } from "../address";
import type { CreditedRow, DatanetCredit, DatanetDetail } from "../api";
import { count } from "../format";
import { SAYS } from "../says";
import { useRights } from "../session";
import type { Column } from "../table/column";
import { DataTable } from "./DataTable";
import { Money } from "./Money";
import { AccountName } from "./Names";
import { RowLink } from "./RowLink";
import { DatanetValues } from "./Values";

const PAGE_SIZE = 10;

/** A count or an amount of a credited row, named as the API names it. */
function figure(id: Figure, name: string, says: string, show?: Column<CreditedRow>["show"]): Column<CreditedRow> {
  const written = show ?? ((row: CreditedRow) => count(row[id]));
  return { id, name, says, value: (row) => row[id], show: written, kind: "number" };
}
type Figure = Exclude<keyof CreditedRow, "leaf" | "row">;

const ROW: Column<CreditedRow> = {
  id: "text",
  text: "long",
  name: "row",
  value: (credited) => credited.row?.text ?? credited.leaf,
  show: (credited) => <RowLink leaf={credited.leaf} text={credited.row?.text} />,
  sorts: false,
};
const CONTRIBUTOR: Column<CreditedRow> = {
  id: "contributor",
  name: "contributor",
  value: ({ row }) => row?.contributorName ?? row?.contributor,
  show: ({ row }) => row && <AccountName address={row.contributor} name={row.contributorName} />,
  sorts: false,
};
const ANSWERS = figure(
  "answers",
  "answers",
  "answers this row contributed to: it is among the five rows of its contributor that are nearest to the answer.",
);
const QUOTED = figure(
  "quotedAnswers",
  "quoted",
  "answers that contain six or more tokens of the row in one run. A quotation pays nothing by itself.",
);

const VIEWS = {
  earned: {
    name: "Rows that earn",
    none: "No row has earned yet. A row earns when an answer would have been less likely without its contributor.",
    says: "We measure impact per contributor, not per row, by retraining without each one. A contributor's pay for an answer is divided among their rows nearest to it. A row can be accepted and still earn nothing.",
    columns: [
      ROW,
      CONTRIBUTOR,
      ANSWERS,
      QUOTED,
      figure(
        "earnedGwei",
        "earned, OPEN",
        "the row's part, by nearness, of what its contributor was paid at once for these answers.",
        (row) => <Money gwei={row.earnedGwei} bare />,
      ),
      figure(
        "waitingGwei",
        "held, OPEN",
        "the row's part of what was held. When the epoch ends, its audit releases it by contributor, not by row.",
        (row) => <Money gwei={row.waitingGwei} bare />,
      ),
    ],
  },
  repeated: {
    name: "Duplicates",
    none: "No row of this Datanet is a duplicate.",
    says: "Duplicates are refused on upload, or share the original's pay.",
    columns: [
      ROW,
      CONTRIBUTOR,
      figure("copies", "copies", "uploaded lines that repeat this row, exactly or nearly, and came after it."),
      figure(
        "places",
        "places",
        "how often words of this row that an answer quoted appear in the training rows, this row included.",
      ),
      QUOTED,
    ],
  },
  lowered: {
    name: "Rows that hurt",
    none: "No contributor of this Datanet made an answer less likely.",
    says: "These rows are the nearest of a contributor whose rows, taken together, made an answer less likely. That earns nothing, and is deducted from what the contributor earns in the same epoch. Receipts do not say whether it was this row.",
    columns: [
      ROW,
      CONTRIBUTOR,
      figure(
        "loweredAnswers",
        "answers lowered",
        "answers this row is near to, and that its contributor's rows made less likely.",
      ),
      figure("loweredSurely", "surely", "those whose whole 90 % interval lies below zero. The others may be chance."),
      figure(
        "loweredMicronats",
        "lowered, nats",
        "the row's part, by nearness, of how much less likely; one nat is a factor of 2.7.",
        (row) => (row.loweredMicronats / 1e6).toFixed(2),
      ),
    ],
  },
} satisfies Record<string, { name: string; none: string; says: string; columns: Column<CreditedRow>[] }>;
type View = keyof typeof VIEWS;

/** Another view begins with a table as it is. */
const NO_TABLE = Object.fromEntries(ofTable("credit").map((name) => [name, undefined]));

/** Which rows of a Datanet earn, which repeat, which hurt, as receipts have it; and what they are worth to models. */
export function RowCredits({ datanet }: { datanet: DatanetDetail }) {
  const { state, change } = useAddress();
  const view = state.view === "worth" || (state.view ?? "") in VIEWS ? (state.view as View | "worth") : "earned";
  // another view takes the place of this one once it is there
  const shown = useDeferredValue(view);
  const setView = (to: View | "worth") =>
    change({ view: to === "earned" ? undefined : to, run: undefined, ...NO_TABLE });
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
      {shown === "worth" ? <DatanetValues datanet={datanet.id} /> : <Said datanet={datanet} view={shown} />}
    </section>
  );
}

function Said({ datanet, view }: { datanet: DatanetDetail; view: View }) {
  const { administers } = useRights();
  const { says, none, columns } = VIEWS[view];
  return (
    <div data-testid="credit" className="stack tight">
      <DataTable
        key={view}
        name="credit"
        of={["credited row", "credited rows"]}
        columns={columns}
        idOf={(row) => row.leaf}
        pageSize={PAGE_SIZE}
        source={{
          from: `/api/datanets/${datanet.id}/credit?order=${view}`,
          subject: ["credit", datanet.id],
          says: (page) => <Reach credit={page as DatanetCredit} of={datanet.publishedRows} says={says} />,
        }}
        none={administers ? none : "None of your rows, if you have any here."}
      />
      <dl className="meanings say">
        {columns
          .filter((column) => column.says !== undefined)
          .map((column) => (
            <div key={column.id} className="meaning">
              <dt>{column.name}</dt>
              <dd>{column.says}</dd>
            </div>
          ))}
      </dl>
    </div>
  );
}

function Reach({ credit, of, says }: { credit: DatanetCredit; of: number; says: string }) {
  const { administers } = useRights();
  return (
    <p className="say">
      {says} {count(credit.rows)} of {count(of)} rows appear in the {count(credit.receipts)} receipts so far.
      {!administers && ` ${SAYS.privateCredit}`}
    </p>
  );
}
