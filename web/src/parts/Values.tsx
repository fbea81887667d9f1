import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useAddress } from "../address";
import type { ContributorValue, ModelValue, RunValue, ValuedRow, ModelValues as Values } from "../api";
import { get } from "../api";
import { useAwaited } from "../awaited";
import { count, money, thousandths } from "../format";
import type { Column } from "../table/column";
import { all } from "../table/listing";
import { DataTable } from "./DataTable";
import { Loaded } from "./Loaded";
import { Money } from "./Money";
import { AccountName } from "./Names";
import { RowLink } from "./RowLink";

const PAGE_SIZE = 10;

const MEANING =
  "A value says how much the mean loss of a token rises on held-out rows when the model is trained without a contributor's rows, in thousandths of a nat. Above zero, the rows made the model better; below zero, worse.";

/** What the contributors of a run did for the rows that it held out, and what that paid. */
export function RunValues({ run }: { run: string }) {
  const value = useAwaited<RunValue>({
    queryKey: ["value", run],
    queryFn: () => get<RunValue>(`/api/runs/${run}/value`),
  });
  return (
    <section aria-labelledby="value" data-testid="value">
      <h2 id="value">Who improved the model on held-out rows</h2>
      <Loaded query={value}>
        {(data) => (
          <>
            {data.state === "waiting" && <p className="small">Not measured yet. This is the last step of the run.</p>}
            {data.state === "refused" && <p className="small">Value not measured: {data.refusal}.</p>}
            {data.state === "measured" && <Measured value={data} />}
            {data.unpaid && (
              <p className="say">
                The bonus of <Money gwei={data.rewardGwei} /> was not paid: {data.unpaid}.
              </p>
            )}
          </>
        )}
      </Loaded>
    </section>
  );
}

const CONTRIBUTORS: Column<ContributorValue>[] = [
  {
    id: "contributor",
    name: "contributor",
    value: (each) => each.contributorName ?? each.contributor,
    show: (each) => <AccountName address={each.contributor} name={each.contributorName} />,
  },
  { id: "rows", name: "rows trained on", value: (each) => each.rows, show: (each) => count(each.rows), kind: "number" },
  {
    id: "nanonats",
    name: "value",
    value: (each) => each.nanonats,
    show: (each) => thousandths(each.nanonats),
    kind: "number",
  },
  {
    id: "low",
    name: "90 % interval",
    value: (each) => each.low,
    show: (each) => `${thousandths(each.low)} to ${thousandths(each.high)}`,
    kind: "number",
  },
];
const REWARD: Column<ContributorValue> = {
  id: "gwei",
  name: "bonus, OPEN",
  value: (each) => each.gwei,
  show: (each) => <Money gwei={each.gwei} bare />,
  kind: "number",
};
const REWARDED = [...CONTRIBUTORS, REWARD];

function Measured({ value }: { value: RunValue }) {
  return (
    <>
      <DataTable
        name="value"
        of={["contributor", "contributors"]}
        columns={value.rewardGwei > 0 ? REWARDED : CONTRIBUTORS}
        idOf={(each) => each.contributor}
        sort="-nanonats"
        source={{ from: `/api/runs/${value.run}/value/contributors`, subject: ["value", value.run] }}
        none="No contributor's rows were trained on."
      />
      <p className="say">
        {MEANING} On the {count(value.heldOut)} held-out rows, the loss of a token was {value.lossBefore?.toFixed(3)}{" "}
        nats before the run and {value.lossAfter?.toFixed(3)} after it.
        {value.commonsGwei > 0 &&
          ` Nobody improved it, so ${money(value.commonsGwei)} went to the shared fund of the Datanets.`}{" "}
        The log has the SHA-256 of <a href={`/api/runs/${value.run}/values.json`}>all values and payments</a>.
      </p>
    </>
  );
}

/** Rows of a Datanet by what they did for a model, with what their contributors did. */
export function DatanetValues({ datanet }: { datanet: string }) {
  const values = useAwaited<ModelValue[]>({
    queryKey: ["values", datanet],
    queryFn: () => all<ModelValue>(`/api/values?datanet=${datanet}`),
  });
  const { state, change } = useAddress();
  return (
    <Loaded query={values}>
      {(list) => {
        const models = [...new Map(list.map((each) => [each.run, each.model]))];
        const run = models.find(([id]) => id === state.run)?.[0] ?? models[0]?.[0];
        if (run === undefined) {
          return (
            <p className="small">
              No model is measured yet. A run holds rows out when it has 200 or more, or when its builder asks for it.
            </p>
          );
        }
        return (
          <div className="stack tight">
            <label>
              Model
              <select value={run} onChange={(event) => change({ run: event.target.value, "credit.page": undefined })}>
                {models.map(([id, model]) => (
                  <option key={id} value={id}>
                    {model}
                  </option>
                ))}
              </select>
            </label>
            <RunContributors run={run} />
            <RowValues run={run} datanet={datanet} />
          </div>
        );
      }}
    </Loaded>
  );
}

/** The contributors of a run, by what their rows did for its model. */
function RunContributors({ run }: { run: string }) {
  return (
    <div data-testid="values">
      <DataTable
        name="by"
        of={["contributor", "contributors"]}
        columns={CONTRIBUTORS}
        idOf={(each) => each.contributor}
        sort="-nanonats"
        pageSize={PAGE_SIZE}
        source={{ from: `/api/runs/${run}/value/contributors`, subject: ["value", run] }}
        none="No contributor's rows were trained on."
      />
    </div>
  );
}

/**
 * What a contributor's, or a row's, part in models did: the newest models, and how many more there are.
 *
 * `from` is where the values came from, which pages through all of them.
 */
export function ModelValues({ values, from }: { values: Values; from: string }) {
  const queries = useQuery({ queryKey: ["more values", from], queryFn: () => all<ModelValue>(from), enabled: false });
  const shown = queries.data ?? values.list;
  return (
    <div data-testid="values">
      {shown.map((each) => (
        <div key={`${each.run}-${each.contributor}`} className="row">
          <AccountName address={each.contributor} name={each.contributorName} /> made{" "}
          <Link to="/runs/$id" params={{ id: each.run }}>
            {each.model}
          </Link>{" "}
          <b>{each.nanonats < 0 ? "worse" : "better"}</b> on held-out rows, by {thousandths(Math.abs(each.nanonats))}{" "}
          thousandths of a nat
          {each.low !== undefined && each.high !== undefined && each.low < 0 && each.high > 0 && " (may be chance)"}.
        </div>
      ))}
      {shown.length < values.total && (
        <button type="button" onClick={() => void queries.refetch()}>
          {count(values.total - shown.length)} more models
        </button>
      )}
    </div>
  );
}

const ROWS: Column<ValuedRow>[] = [
  {
    id: "text",
    text: "long",
    name: "row",
    value: (each) => each.row?.text ?? each.leaf,
    show: (each) => <RowLink leaf={each.leaf} text={each.row?.text} />,
    sorts: false,
  },
  {
    id: "contributor",
    name: "contributor",
    value: (each) => each.contributorName ?? each.contributor,
    show: (each) => <AccountName address={each.contributor} name={each.contributorName} />,
  },
  {
    id: "nanonats",
    name: "value, thousandths of a nat",
    value: (each) => each.nanonats,
    show: (each) => thousandths(each.nanonats),
    kind: "number",
  },
];

function RowValues({ run, datanet }: { run: string; datanet: string }) {
  return (
    <>
      <DataTable
        name="credit"
        of={["valued row", "valued rows"]}
        columns={ROWS}
        idOf={(each) => each.leaf}
        sort="-nanonats"
        pageSize={PAGE_SIZE}
        source={{ from: `/api/runs/${run}/value/rows?datanet=${datanet}`, subject: ["value", run] }}
        none="No row of this Datanet was valued."
      />
      <p className="say">
        {MEANING} A row's value is an estimate: the slope of that loss by the row's weight. The values of a
        contributor's rows do not sum to the contributor's own, which is measured by leaving all of them out.
      </p>
    </>
  );
}
