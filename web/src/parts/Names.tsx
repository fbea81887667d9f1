import { Link } from "@tanstack/react-router";
import { short } from "../format";
import { Identicon } from "./Identicon";

/** An account by its name where it has one, else by its shortened address; leads to why it earned what it earned. */
export function AccountName({ address, name }: { address: string; name?: string | undefined }) {
  if (!address.startsWith("0x")) return <span>{address}</span>;
  return (
    <Link className="account" to="/accounts/$address" params={{ address }} title={address}>
      <Identicon of={address} />
      {name ?? <code>{short(address)}</code>}
    </Link>
  );
}

export function ReceiptName({ id }: { id: string }) {
  return (
    <Link to="/receipts/$id" params={{ id }} title={id}>
      <code>{short(id)}</code>
    </Link>
  );
}
