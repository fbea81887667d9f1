import type { ClipboardEvent } from "react";
import { count, inOpen } from "../format";

/** An amount in OPEN. Its gwei show when it is pointed at, and go along when it is copied. `bare` is for columns whose head has the unit. */
export function Money({ gwei, bare = false }: { gwei: number; bare?: boolean }) {
  const exactly = `${count(gwei)} gwei`;
  const copy = (event: ClipboardEvent) => {
    event.clipboardData.setData("text/plain", `${inOpen(gwei)} OPEN (${exactly})`);
    event.preventDefault();
  };
  return (
    <data className="money" value={gwei} title={exactly} onCopy={copy}>
      {inOpen(gwei)}
      {!bare && " OPEN"}
    </data>
  );
}
