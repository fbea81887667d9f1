import { useQuery } from "@tanstack/react-query";
import type { DatanetLine } from "../api";
import { get } from "../api";
import { CreateDatanet } from "../parts/CreateDatanet";
import { DatanetTable } from "../parts/DatanetTable";
import { Heading } from "../parts/Heading";
import { Loaded } from "../parts/Loaded";
import { SignInFirst } from "../parts/SignIn";
import { useRights } from "../session";

export function DatanetsPage() {
  const datanets = useQuery({ queryKey: ["datanets"], queryFn: () => get<DatanetLine[]>("/api/datanets") });
  const { actsForAny } = useRights();
  return (
    <>
      <Heading title="Datanets" />
      <div className="grid two">
        <section>
          <Loaded query={datanets}>{(list) => <DatanetTable source={{ rows: list }} />}</Loaded>
        </section>
        {actsForAny ? <CreateDatanet /> : <SignInFirst to="start a Datanet" />}
      </div>
    </>
  );
}
