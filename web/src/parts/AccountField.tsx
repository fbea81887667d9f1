import { useState } from "react";
import type { AccountLine } from "../api";
import { useAwaited } from "../awaited";
import { short } from "../format";
import { useRights } from "../session";
import { all } from "../table/listing";

const ANOTHER = "another";

/** Whom something is done for: the account that signed in, or the one that the administrator chooses. */
export function AccountField({ name, label }: { name: string; label: string }) {
  const { account } = useRights();
  if (account === null) return <Choice name={name} label={label} />;
  return (
    <label>
      {label}
      <input name={name} required readOnly value={account} />
    </label>
  );
}

/** The accounts that the node keeps, its own first, and any other address. */
function Choice({ name, label }: { name: string; label: string }) {
  const accounts = useAwaited({ queryKey: ["accounts", "all"], queryFn: () => all<AccountLine>("/api/accounts") });
  const [chosen, setChosen] = useState("");
  const other = chosen === ANOTHER;
  return (
    <>
      <label>
        {label}
        <select
          {...(other ? {} : { name })}
          required
          value={chosen}
          onChange={(event) => setChosen(event.target.value)}
        >
          <option value="" disabled>
            Choose an account
          </option>
          {accounts.data?.map((each) => (
            <option key={each.address} value={each.address}>
              {each.name} ({short(each.address)})
            </option>
          ))}
          <option value={ANOTHER}>Another address…</option>
        </select>
      </label>
      {other && (
        <label>
          Address
          <input name={name} required pattern="0x[0-9a-fA-F]{40}" title="0x and 40 hex digits" placeholder="0x…" />
        </label>
      )}
    </>
  );
}
