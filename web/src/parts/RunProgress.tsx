import type { RunDetail } from "../api";
import { percent } from "../format";

/** How far a run is: its training, then the adapters that leave one contributor out, then what its rows did for those held out. */
export function RunProgress({ run }: { run: RunDetail }) {
  const [doing, ppm] =
    run.state === "valuing"
      ? ["measuring on held-out rows", run.valuePpm]
      : run.state === "attributing"
        ? ["training without each contributor", run.attributionPpm]
        : ["training", run.progressPpm];
  return (
    <label>
      {doing}
      <progress value={ppm} max={1_000_000}>
        {percent(ppm)}
      </progress>
    </label>
  );
}
