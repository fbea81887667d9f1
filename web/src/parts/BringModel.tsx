import { useNavigate } from "@tanstack/react-router";
import type { FormEvent } from "react";
import { Refusal, useAct } from "../act";
import type { DatanetLine, ModelLine } from "../api";
import { post } from "../api";
import { useAwaited } from "../awaited";
import { gweiFrom } from "../format";
import { all } from "../table/listing";
import { tarOf } from "../tar";
import { AccountField } from "./AccountField";

/** Bring an adapter that was trained elsewhere. */
export function BringModel() {
  const navigate = useNavigate();
  const act = useAct();
  const datanets = useAwaited<DatanetLine[]>({
    queryKey: ["datanets", "all"],
    queryFn: () => all<DatanetLine>("/api/datanets"),
  });
  const usable = (datanets.data ?? []).filter((datanet) => datanet.latestVersion > 0);

  const bring = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const asked = new URLSearchParams({
      name: String(form.get("name")),
      owner: String(form.get("owner")).trim().toLowerCase(),
      licence: String(form.get("licence")).trim(),
    });
    if (form.get("price")) asked.set("priceGwei", String(gweiFrom(Number(form.get("price")))));
    const declared = usable.filter((datanet) => form.getAll("declared").includes(datanet.id));
    if (declared.length > 0)
      asked.set("versions", declared.map((datanet) => `${datanet.id}:${datanet.latestVersion}`).join(","));
    act.run(async () => {
      const model = await post<ModelLine>(`/api/models?${asked}`, tarOf(form.getAll("files") as File[]));
      await navigate({ to: "/models/$name", params: { name: model.name } });
    });
  };

  return (
    <section aria-labelledby="bring">
      <h2 id="bring">Bring an adapter</h2>
      <form onSubmit={bring} className="stack tight">
        <label>
          Name (used in the API)
          <input name="name" required maxLength={63} placeholder="my-adapter" />
        </label>
        <AccountField name="owner" label="Owner" />
        <label>
          adapter_config.json and adapter_model.safetensors, as PEFT saves them
          <input name="files" type="file" multiple required accept=".json,.safetensors" />
        </label>
        <label>
          Licence (SPDX)
          <input name="licence" required defaultValue="Apache-2.0" />
        </label>
        <label>
          Price for each token (OPEN); empty for the node's
          <input name="price" type="number" min={0.000000001} max={1} step={0.000000001} />
        </label>
        {usable.length > 0 && (
          <label>
            It learned from: declared by you, proven by nobody
            <select name="declared" multiple size={Math.min(4, Math.max(2, usable.length))}>
              {usable.map((datanet) => (
                <option key={datanet.id} value={datanet.id}>
                  {datanet.name}, version {datanet.latestVersion}, {datanet.licence}
                </option>
              ))}
            </select>
          </label>
        )}
        <div>
          <button type="submit" disabled={act.busy}>
            Bring it
          </button>
        </div>
      </form>
      <Refusal act={act} />
    </section>
  );
}
