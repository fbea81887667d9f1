import { useNavigate } from "@tanstack/react-router";
import type { FormEvent } from "react";
import { useState } from "react";
import { Refusal, useAct } from "../act";
import type { DatanetLine, Screened } from "../api";
import { post } from "../api";
import { useAwaited } from "../awaited";
import { useRights } from "../session";
import { all } from "../table/listing";
import { AccountField } from "./AccountField";

/** What a Datanet takes of who thinks something of an answer. */
const TAKES: Record<string, ("rating" | "better" | "worse")[]> = {
  INSTRUCTION: ["rating", "better"],
  CHAT: ["rating", "better"],
  PREFERENCE: ["better", "worse"],
  LABEL: ["rating"],
};

/** What its payer thinks of an answer, as a row of a Datanet, which is seen and signed like any other. */
export default function Feedback({ receipt }: { receipt: string }) {
  const { actsForAny } = useRights();
  const datanets = useAwaited<DatanetLine[]>({
    queryKey: ["datanets", "all"],
    queryFn: () => all<DatanetLine>("/api/datanets"),
  });
  const navigate = useNavigate();
  const act = useAct();
  const [chosen, setChosen] = useState<string>();
  const taking = (datanets.data ?? []).filter(({ schema, token }) => token && TAKES[schema]);
  if (!actsForAny || taking.length === 0) return null;
  const datanet = taking.find(({ id }) => id === chosen) ?? taking[0];
  const takes = TAKES[datanet?.schema ?? ""] ?? [];
  const give = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const said = ["rating", "better", "worse"]
      .map((name) => [name, String(fields.get(name) ?? "").trim()] as const)
      .filter(([, words]) => words !== "");
    act.run(async () => {
      const made = await post<Screened>(`/api/receipts/${receipt}/feedback`, {
        datanet: datanet?.id,
        contributor: String(fields.get("contributor")).trim().toLowerCase(),
        ...Object.fromEntries(said),
      });
      await navigate({ to: "/contributions/$id", params: { id: made.id } });
    });
  };
  return (
    <details>
      <summary>Give what you think of this answer as a row</summary>
      <form className="stack tight" onSubmit={give}>
        <AccountField name="contributor" label="Your account" />
        <label>
          Datanet
          <select value={datanet?.id} onChange={(event) => setChosen(event.target.value)}>
            {taking.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        {takes.includes("rating") && (
          <label>
            This answer is
            <select name="rating" defaultValue="">
              <option value="">not rated</option>
              <option value="good">good</option>
              <option value="bad">bad</option>
            </select>
          </label>
        )}
        {takes.includes("better") && (
          <label>
            A better answer
            <textarea name="better" rows={2} />
          </label>
        )}
        {takes.includes("worse") && (
          <label>
            A worse answer
            <textarea name="worse" rows={2} />
          </label>
        )}
        <p className="small">
          The row has the question, the answer and the receipt's number. You see it and sign for it on the next page;
          rows are public once they are in a version.
        </p>
        <div className="acts">
          <button type="submit" disabled={act.busy}>
            Make the row
          </button>
        </div>
        <Refusal act={act} />
      </form>
    </details>
  );
}
