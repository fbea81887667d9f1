import type { RunDetail } from "../api";
import { percent } from "../format";

/** How far a run is: first its training, then the adapters that leave one contributor out. */
export function RunProgress({ run }: { run: RunDetail }) {
  const attributing = run.state === "attributing";
  const ppm = attributing ? run.attributionPpm : run.progressPpm;
  return (
    <label>
      {attributing ? "leaving out each contributor" : "training"}
      <progress value={ppm} max={1_000_000}>
        {percent(ppm)}
      </progress>
    </label>
  );
}
