import { CreateDatanet } from "../parts/CreateDatanet";
import { DatanetTable } from "../parts/DatanetTable";
import { Heading } from "../parts/Heading";
import { SignInFirst } from "../parts/SignIn";
import { useRights } from "../session";

export function DatanetsPage() {
  const { actsForAny } = useRights();
  return (
    <>
      <Heading title="Datanets" />
      <div className="grid two">
        <section>
          <DatanetTable source={{ from: "/api/datanets", subject: ["datanets"] }} />
        </section>
        {actsForAny ? <CreateDatanet /> : <SignInFirst to="start a Datanet" />}
      </div>
    </>
  );
}
