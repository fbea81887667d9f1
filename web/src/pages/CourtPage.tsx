import { useAddress } from "../address";
import { Cases } from "../court/Cases";
import { useGoverning } from "../court/Deciding";
import { Sales } from "../court/Sales";
import { Stake } from "../court/Stake";
import { Votes } from "../court/Votes";
import { Heading } from "../parts/Heading";
import { Waiting } from "../parts/Together";

const VIEWS = {
  stake: ["Stake", Stake],
  cases: ["Cases", Cases],
  votes: ["Votes", Votes],
  sales: ["Sales", Sales],
} as const;

/** Stake, cases, votes and sales: what each is, what the reader has in it, and what a wallet can do now, in words. */
export function CourtPage() {
  const { state, change } = useAddress();
  const view = Object.hasOwn(VIEWS, state.view ?? "") ? (state.view as keyof typeof VIEWS) : "stake";
  const { governing, absent } = useGoverning();
  const [title, View] = VIEWS[view];
  return (
    <>
      <Heading title={title}>Stake, cases, votes, sales</Heading>
      <div className="acts views">
        {(Object.keys(VIEWS) as (keyof typeof VIEWS)[]).map((each) => (
          <button key={each} type="button" aria-pressed={each === view} onClick={() => change({ view: each })}>
            {VIEWS[each][0]}
          </button>
        ))}
      </div>
      {absent && (
        <section>
          <p>
            The contracts of this node have no stake pools, court, votes and sales: they are from before there were any,
            or their OPEN has no votes. A new data folder has them.
          </p>
        </section>
      )}
      {governing ? <View of={governing} /> : !absent && <Waiting />}
    </>
  );
}
