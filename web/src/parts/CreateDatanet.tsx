import { useNavigate } from "@tanstack/react-router";
import type { FormEvent } from "react";
import { useState } from "react";
import type { DatanetLine } from "../api";
import { post } from "../api";

export function CreateDatanet() {
  const navigate = useNavigate();
  const [error, setError] = useState<string | null>(null);
  const create = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setError(null);
    try {
      const fields = Object.fromEntries(new FormData(event.currentTarget));
      const made = await post<DatanetLine>("/api/datanets", fields);
      await navigate({ to: "/datanets/$id", params: { id: made.id } });
    } catch (failure) {
      setError(failure instanceof Error ? failure.message : String(failure));
    }
  };
  return (
    <section aria-labelledby="create">
      <h2 id="create">Start a Datanet</h2>
      <form onSubmit={(event) => void create(event)} className="stack" style={{ gap: 12 }}>
        <label>
          Name
          <input name="name" required maxLength={120} />
        </label>
        <label>
          Owner
          <input name="owner" required pattern="0x[0-9a-fA-F]{40}" placeholder="0x…" />
        </label>
        <label>
          Rows
          <select name="schema">
            <option value="INSTRUCTION">instruction and response</option>
            <option value="TEXT">plain text</option>
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
          <button className="first">Create</button>
        </div>
      </form>
      {error && (
        <p className="error" role="alert">
          {error}
        </p>
      )}
    </section>
  );
}
