import { useRights } from "../session";

/** Whom something is done for: the account that signed in, or the one the administrator names. */
export function AccountField({ name, label }: { name: string; label: string }) {
  const { account } = useRights();
  return (
    <label>
      {label}
      <input
        key={account}
        name={name}
        required
        pattern="0x[0-9a-fA-F]{40}"
        placeholder="0x…"
        defaultValue={account ?? ""}
        readOnly={account !== null}
      />
    </label>
  );
}
