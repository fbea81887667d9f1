import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { ModelValue, RunValue, ValuedRow } from "../api";
import { get } from "../api";
import { count, money, thousandths } from "../format";
import { SAYS } from "../words";
import { Loaded } from "./Loaded";
import { Money } from "./Money";
import { AccountName } from "./Names";

const PAGE = 10;

const MEANING =
  "A value says how much the mean loss of a token rises on held-out rows when the model is trained without a contributor's rows, in thousandths of a nat. Above zero, the rows made the model better; below zero, worse.";

/** What the contributors of a run did for the rows that it held out, and what that paid. */
export function RunValues({ run }: { run: string }) {
  const value = useQuery({ queryKey: ["value", run], queryFn: () => get<RunValue>(`/api/runs/${run}/value`) });
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

function Measured({ value }: { value: RunValue }) {
  return (
    <>
      <div className="scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">contributor</th>
              <th scope="col" className="n">
                rows trained on
              </th>
              <th scope="col" className="n">
                value
              </th>
              <th scope="col" className="n">
                90 % interval
              </th>
              {value.rewardGwei > 0 && (
                <th scope="col" className="n">
                  bonus, OPEN
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {value.contributors.map((each) => (
              <tr key={each.contributor}>
                <td>
                  <AccountName address={each.contributor} name={each.contributorName} />
                </td>
                <td className="n">{count(each.rows)}</td>
                <td className="n">{thousandths(each.nanonats)}</td>
                <td className="n">
                  {thousandths(each.low)} to {thousandths(each.high)}
                </td>
                {value.rewardGwei > 0 && (
                  <td className="n">
                    <Money gwei={each.gwei} bare />
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
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
  const values = useQuery({
    queryKey: ["values", datanet],
    queryFn: () => get<ModelValue[]>(`/api/values?datanet=${datanet}`),
  });
  const [chosen, setChosen] = useState<string | null>(null);
  return (
    <Loaded query={values}>
      {(list) => {
        const models = [...new Map(list.map((each) => [each.run, each.model]))];
        const run = chosen ?? models[0]?.[0];
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
              <select value={run} onChange={(event) => setChosen(event.target.value)}>
                {models.map(([id, model]) => (
                  <option key={id} value={id}>
                    {model}
                  </option>
                ))}
              </select>
            </label>
            <ModelValues values={list.filter((each) => each.run === run)} />
            <RowValues run={run} datanet={datanet} />
          </div>
        );
      }}
    </Loaded>
  );
}

/** What a contributor's, or a row's, part in models did. */
export function ModelValues({ values }: { values: ModelValue[] }) {
  return (
    <div data-testid="values">
      {values.map((each) => (
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
    </div>
  );
}

function RowValues({ run, datanet }: { run: string; datanet: string }) {
  const [least, setLeast] = useState(false);
  const [offset, setOffset] = useState(0);
  const rows = useQuery({
    queryKey: ["row values", run, datanet, least, offset],
    queryFn: () =>
      get<ValuedRow[]>(
        `/api/runs/${run}/value/rows?datanet=${datanet}&order=${least ? "least" : "most"}&offset=${offset}&limit=${PAGE}`,
      ),
  });
  const choose = (next: boolean) => {
    setLeast(next);
    setOffset(0);
  };
  return (
    <>
      <fieldset className="acts views" aria-label="Order of the rows">
        <button type="button" aria-pressed={!least} onClick={() => choose(false)}>
          Best rows
        </button>
        <button type="button" aria-pressed={least} onClick={() => choose(true)}>
          Worst rows
        </button>
      </fieldset>
      <Loaded query={rows}>
        {(list) => (
          <>
            <div className="scroll">
              <table className="credit">
                <thead>
                  <tr>
                    <th scope="col">row</th>
                    <th scope="col">contributor</th>
                    <th scope="col" className="n">
                      value, thousandths of a nat
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {list.map((each) => (
                    <tr key={each.leaf}>
                      <td className="cut" title={each.row?.text}>
                        <Link to="/rows/$leaf" params={{ leaf: each.leaf }}>
                          {each.row?.text || <code>{each.leaf.slice(0, 8)}</code>}
                        </Link>
                      </td>
                      <td>
                        <AccountName address={each.contributor} name={each.contributorName} />
                      </td>
                      <td className="n">{thousandths(each.nanonats)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
            {(offset > 0 || list.length === PAGE) && (
              <div className="acts">
                <button type="button" onClick={() => setOffset(offset - PAGE)} disabled={offset === 0}>
                  {SAYS.previous}
                </button>
                <button type="button" onClick={() => setOffset(offset + PAGE)} disabled={list.length < PAGE}>
                  {SAYS.next}
                </button>
              </div>
            )}
            <p className="say">
              {MEANING} A row's value is an estimate: the slope of that loss by the row's weight. The values of a
              contributor's rows do not sum to the contributor's own, which is measured by leaving all of them out.
            </p>
          </>
        )}
      </Loaded>
    </>
  );
}
