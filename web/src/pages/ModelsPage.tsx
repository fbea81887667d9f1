import { useQuery } from "@tanstack/react-query";
import type { ModelLine } from "../api";
import { get } from "../api";
import { Loaded } from "../parts/Loaded";
import { ModelTable } from "../parts/ModelTable";

export function ModelsPage() {
  const models = useQuery({ queryKey: ["models"], queryFn: () => get<ModelLine[]>("/api/models") });
  return (
    <>
      <h1>Models</h1>
      <section>
        <Loaded query={models}>{(list) => <ModelTable models={list} />}</Loaded>
      </section>
    </>
  );
}
