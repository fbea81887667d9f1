import { useQuery } from "@tanstack/react-query";
import type { DatanetLine } from "../api";
import { get } from "../api";
import { CreateDatanet } from "../parts/CreateDatanet";
import { DatanetTable } from "../parts/DatanetTable";
import { Loaded } from "../parts/Loaded";
import { adminToken } from "../session";

export function DatanetsPage() {
  const datanets = useQuery({ queryKey: ["datanets"], queryFn: () => get<DatanetLine[]>("/api/datanets") });
  return (
    <>
      <h1>Datanets</h1>
      <div className="stack">
        <section>
          <Loaded query={datanets}>{(list) => <DatanetTable datanets={list} />}</Loaded>
        </section>
        {adminToken() && <CreateDatanet />}
      </div>
    </>
  );
}
