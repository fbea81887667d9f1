import type { Receipt } from "../api";

/** Whether another engine's scores of its answer are the model's; our own always are. */
export function agrees({ upstream }: Receipt): boolean {
  return upstream === undefined || upstream.differenceNanonats <= upstream.toleranceNanonats;
}

/** Whether an answer is credited to nobody, as it must be where the scores are not the model's. */
export function isNobodys({ attribution }: Receipt): boolean {
  return (
    attribution.unattributedPpm === 1_000_000 &&
    attribution.deltaNanonats === 0 &&
    attribution.shares.every(
      (share) => share.effectNanonats === 0 && share.lowNanonats === 0 && share.highNanonats === 0,
    )
  );
}
