import { useNavigate } from "@tanstack/react-router";
import type { FormEvent } from "react";
import { Refusal, useAct } from "../act";
import type { DatanetLine } from "../api";
import { post } from "../api";
import { AccountField } from "./AccountField";

export function CreateDatanet() {
  const navigate = useNavigate();
  const act = useAct();
  const create = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = Object.fromEntries(new FormData(event.currentTarget));
    act.run(async () => {
      const made = await post<DatanetLine>("/api/datanets", fields);
      await navigate({ to: "/datanets/$id", params: { id: made.id } });
    });
  };
  return (
    <section aria-labelledby="create">
      <h2 id="create">Start a Datanet</h2>
      <form onSubmit={create} className="stack tight">
        <label>
          Name
          <input name="name" required maxLength={120} />
        </label>
        <AccountField name="owner" label="Owner" />
        <label>
          Rows
          <select name="schema">
            <option value="INSTRUCTION">instruction and response</option>
            <option value="TEXT">plain text</option>
            <option value="CHAT">chats of several messages</option>
            <option value="PREFERENCE">prompt, chosen and rejected response</option>
            <option value="LABEL">text and label</option>
          </select>
        </label>
        <label>
          Licence (SPDX)
          <input name="licence" required defaultValue="CC-BY-4.0" />
        </label>
        <label>
          Terms
          <textarea name="terms" required />
        </label>
        <div>
          <button type="submit" className="first" disabled={act.busy}>
            Create
          </button>
        </div>
      </form>
      <Refusal act={act} />
    </section>
  );
}
