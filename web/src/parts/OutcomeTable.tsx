import type { EpochOutcome } from "../api";
import type { Column, Source } from "../table/column";
import { DataTable } from "./DataTable";
import { Money } from "./Money";
import { AccountName } from "./Names";

function amount(id: string, name: string, of: (outcome: EpochOutcome) => number): Column<EpochOutcome> {
  return { id, name, value: of, show: (outcome) => <Money gwei={of(outcome)} bare />, kind: "number" };
}

const COLUMNS: Column<EpochOutcome>[] = [
  {
    id: "contributor",
    name: "contributor",
    value: (outcome) => outcome.contributor,
    show: (outcome) => <AccountName address={outcome.contributor} />,
  },
  amount("paidGwei", "paid at once, OPEN", (outcome) => outcome.paidGwei),
  amount("waitingGwei", "held, OPEN", (outcome) => outcome.waitingGwei),
  amount("releasedGwei", "released, OPEN", releasedGwei),
  amount("returnedGwei", "to the shared fund, OPEN", (outcome) => outcome.returnedGwei),
  amount("nettedGwei", "taken off for harm, OPEN", (outcome) => outcome.nettedGwei),
];

/** What the audit of an epoch decided, by contributor. */
export function OutcomeTable({ source }: { source: Source<EpochOutcome> }) {
  return (
    <DataTable
      name=""
      of={["contributor", "contributors"]}
      columns={COLUMNS}
      idOf={(outcome) => outcome.contributor}
      source={source}
      none="No pay was held in this epoch."
    />
  );
}

/** Harm may be taken off more than what was held; then nothing is released. */
function releasedGwei({ waitingGwei, returnedGwei, nettedGwei }: EpochOutcome): number {
  return Math.max(0, waitingGwei - returnedGwei - nettedGwei);
}
