import { ActionTable, MandateTable } from "../parts/AgentTables";
import { Heading } from "../parts/Heading";
import { SignInFirst } from "../parts/SignIn";
import { Together } from "../parts/Together";
import { useRights } from "../session";

/** What agents may do, and what waits for a person. */
export function AgentsPage() {
  const { actsForAny } = useRights();
  return (
    <>
      <Heading title="Agents" />
      {actsForAny ? (
        <Together>
          <div className="stack">
            <p className="say">
              An agent does what a signed mandate names, and nothing else. Every call of it is kept, with the rules that
              let it through or did not.
            </p>
            <section aria-labelledby="waiting">
              <h2 id="waiting">Waiting for you</h2>
              <ActionTable
                name="waiting"
                from="/api/actions?state=awaiting"
                none="Nothing waits for a person's approval."
              />
            </section>
            <section aria-labelledby="mandates">
              <h2 id="mandates">Mandates</h2>
              <MandateTable source={{ from: "/api/mandates", subject: ["mandates"] }} />
            </section>
          </div>
        </Together>
      ) : (
        <SignInFirst to="see your agents" />
      )}
    </>
  );
}
