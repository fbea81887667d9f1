import { Link, Outlet, useNavigate } from "@tanstack/react-router";
import type { FormEvent } from "react";

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
      </header>
      <main id="content">
        <Outlet />
      </main>
    </>
  );
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
    <form onSubmit={go} role="search">
      <input
        name="find"
        aria-label="Find an account, a receipt or a row"
        placeholder="Find an address, receipt or row"
        size={30}
        onInput={(event) => event.currentTarget.setCustomValidity("")}
      />
    </form>
  );
}
