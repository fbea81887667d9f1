import { Link, Outlet, useNavigate } from "@tanstack/react-router";
import type { FormEvent } from "react";
import { Refusal, useAct } from "../act";
import { useRights } from "../session";
import { hasWallet, signIn, signOut } from "../wallet";
import { AccountName } from "./Names";

const PAGES = [
  ["/playground", "Playground"],
  ["/datanets", "Datanets"],
  ["/models", "Models"],
  ["/receipts", "Receipts"],
] as const;

export function Layout() {
  return (
    <>
      <a className="skip" href="#content">
        Skip to the content
      </a>
      <header className="top">
        <b>
          <Link to="/">OpenLedger</Link>
        </b>
        <nav aria-label="Pages">
          {PAGES.map(([to, name]) => (
            <Link key={to} to={to}>
              {name}
            </Link>
          ))}
        </nav>
        <Find />
        <Who />
      </header>
      <main id="content">
        <Outlet />
      </main>
    </>
  );
}

/** Who the reader is to the node. */
function Who() {
  const { administers, account } = useRights();
  const act = useAct();
  if (administers) return <span className="tag">administrator</span>;
  if (account) {
    return (
      <span className="acts who">
        <AccountName address={account} />
        <button type="button" onClick={() => act.run(signOut)}>
          Sign out
        </button>
      </span>
    );
  }
  return hasWallet() ? (
    <span className="acts who">
      <button type="button" onClick={() => act.run(signIn)} disabled={act.busy}>
        Sign in with a wallet
      </button>
      <Refusal act={act} />
    </span>
  ) : null;
}

/** Where an identifier leads: addresses, receipt ids and row leaves differ in length. */
function Find() {
  const navigate = useNavigate();
  const go = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const field = event.currentTarget.elements.namedItem("find") as HTMLInputElement;
    const text = field.value.trim().toLowerCase();
    if (/^0x[0-9a-f]{40}$/.test(text)) void navigate({ to: "/accounts/$address", params: { address: text } });
    else if (/^[0-9a-f]{32}$/.test(text)) void navigate({ to: "/receipts/$id", params: { id: text } });
    else if (/^[0-9a-f]{64}$/.test(text)) void navigate({ to: "/rows/$leaf", params: { leaf: text } });
    else {
      field.setCustomValidity("Enter an account (0x and 40 hex digits), a receipt (32) or a row (64).");
      field.reportValidity();
    }
  };
  return (
    <search>
      <form onSubmit={go}>
        <input
          name="find"
          aria-label="Find an account, a receipt or a row"
          placeholder="Find an address, receipt or row"
          size={30}
          onInput={(event) => event.currentTarget.setCustomValidity("")}
        />
      </form>
    </search>
  );
}
