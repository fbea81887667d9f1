import type { FormEvent } from "react";
import { Refusal, useAct } from "../act";
import { useAddress } from "../address";
import type { DatanetDetail, Screened } from "../api";
import { post } from "../api";
import { short } from "../format";
import { AccountField } from "./AccountField";

/** The fields of a row by its Datanet's schema: name, label, and whether it may stay empty. */
const FIELDS: Record<DatanetDetail["schema"], [name: string, label: string, optional?: boolean][]> = {
  TEXT: [["text", "Text"]],
  INSTRUCTION: [
    ["instruction", "Question or task"],
    ["context", "What it is about, if anything", true],
    ["response", "Answer"],
  ],
  PREFERENCE: [
    ["prompt", "Question or task"],
    ["chosen", "The better answer"],
    ["rejected", "The worse answer"],
  ],
  LABEL: [
    ["text", "Text"],
    ["label", "Label"],
  ],
  CHAT: [
    ["user", "What a person says"],
    ["assistant", "What the model should say"],
  ],
};

/** One row, written here instead of in a file; or the correction of one that is there. */
export function WriteRow({ datanet, onKept }: { datanet: DatanetDetail; onKept: (made: Screened) => Promise<void> }) {
  const { state, change } = useAddress();
  const act = useAct();
  const { corrects } = state;
  const write = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const text = (name: string) => String(fields.get(name) ?? "");
    const row =
      datanet.schema === "CHAT"
        ? { messages: ["user", "assistant"].map((role) => ({ role, content: text(role) })) }
        : Object.fromEntries(
            FIELDS[datanet.schema].map(([name]) => [name, text(name)]).filter(([, value]) => value !== ""),
          );
    const query = new URLSearchParams({ contributor: text("contributor").trim().toLowerCase() });
    if (corrects) query.set("corrects", corrects);
    act.run(async () => {
      const body = new Blob([`${JSON.stringify(row)}\n`]);
      await onKept(await post<Screened>(`/api/datanets/${datanet.id}/contributions?${query}`, body));
    });
  };
  return (
    <details open={corrects !== undefined} id="write">
      <summary>{corrects ? `Correct the row ${short(corrects)}` : "Or write a row"}</summary>
      <form className="stack tight" onSubmit={write}>
        <AccountField name="contributor" label="Your account" />
        {FIELDS[datanet.schema].map(([name, label, optional]) => (
          <label key={name}>
            {label}
            <textarea name={name} required={!optional} rows={name === "label" ? 1 : 2} />
          </label>
        ))}
        <div className="acts">
          <button type="submit" disabled={act.busy}>
            Check this row
          </button>
          {corrects && (
            <button type="button" onClick={() => change({ corrects: undefined })}>
              Write a new row instead
            </button>
          )}
        </div>
        <Refusal act={act} />
      </form>
    </details>
  );
}
