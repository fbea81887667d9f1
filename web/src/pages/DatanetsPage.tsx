import { CreateDatanet } from "../parts/CreateDatanet";
import { DatanetTable } from "../parts/DatanetTable";
import { Heading } from "../parts/Heading";
import { SignInFirst } from "../parts/SignIn";
import { Together } from "../parts/Together";
import { useRights } from "../session";

export function DatanetsPage() {
  const { actsForAny } = useRights();
  return (
    <>
      <Heading title="Datanets" />
      <Together>
        <div className="grid two">
          <section>
            <DatanetTable source={{ from: "/api/datanets", subject: ["datanets"] }} />
          </section>
          {actsForAny ? <CreateDatanet /> : <SignInFirst to="start a Datanet" />}
        </div>
      </Together>
    </>
  );
}
