import { useQuery } from "@tanstack/react-query";
import type { DatanetLine } from "../api";
import { get } from "../api";
import { CreateDatanet } from "../parts/CreateDatanet";
import { DatanetTable } from "../parts/DatanetTable";
import { Loaded } from "../parts/Loaded";
import { useRights } from "../session";

export function DatanetsPage() {
  const datanets = useQuery({ queryKey: ["datanets"], queryFn: () => get<DatanetLine[]>("/api/datanets") });
  const { actsForAny } = useRights();
  return (
    <>
      <h1>Datanets</h1>
      <div className={actsForAny ? "grid two" : ""}>
        <section>
          <Loaded query={datanets}>{(list) => <DatanetTable datanets={list} />}</Loaded>
        </section>
        {actsForAny && <CreateDatanet />}
      </div>
    </>
  );
}
