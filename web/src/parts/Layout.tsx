import { Link, Outlet } from "@tanstack/react-router";
import type { LucideIcon } from "lucide-react";
import {
  BookOpen,
  Bot,
  Boxes,
  Database,
  FileCheck,
  House,
  Layers,
  Link2,
  MessageCircle,
  ReceiptText,
  ShieldCheck,
  Wallet,
} from "lucide-react";
import { useNodeGone } from "../live";
import { useRights, useSession } from "../session";
import { AccountMenu } from "./AccountMenu";
import { LinkAsks } from "./LinkAsks";
import { Search, SearchButton } from "./Search";

/** The five places of the bar on a phone. */
const PLACES = [
  ["/", "Home", House],
  ["/datanets", "Datanets", Database],
  ["/models", "Models", Boxes],
  ["/playground", "Playground", MessageCircle],
  ["/receipts", "Receipts", ReceiptText],
] as const satisfies [string, string, LucideIcon][];

/** Those that only the rail has room for; on a phone they are in the account menu. */
const MORE = [
  ["/evidence", "Evidence", FileCheck],
  ["/epochs", "Epochs", Layers],
  ["/chain", "Chain", Link2],
  ["/glossary", "Glossary", BookOpen],
] as const satisfies [string, string, LucideIcon][];

export function Layout() {
  return (
    <>
      <a className="skip" href="#content">
        Skip to the content
      </a>
      <header className="top">
        <Link to="/" className="mark">
          <img src="/icon.svg" alt="" width={24} height={24} />
          OpenLedger
        </Link>
        <SearchButton />
        <AccountMenu />
      </header>
      <Gone />
      <Places />
      <main id="content" tabIndex={-1}>
        <Outlet />
      </main>
      <Search />
      <LinkAsks />
    </>
  );
}

/** A rail beside the page where there is room, else a bar below it. */
function Places() {
  const { account } = useSession();
  const { administers } = useRights();
  return (
    <nav className="places" aria-label="Pages">
      {PLACES.map(([to, name, Icon]) => (
        <Link key={to} to={to} activeOptions={{ exact: to === "/" }}>
          <Icon size={20} aria-hidden="true" />
          {name}
        </Link>
      ))}
      {account && (
        <Link to="/accounts/$address" params={{ address: account }} className="more">
          <Wallet size={20} aria-hidden="true" />
          Earnings
        </Link>
      )}
      {(account || administers) && (
        <Link to="/agents" className="more">
          <Bot size={20} aria-hidden="true" />
          Agents
        </Link>
      )}
      {administers && (
        <Link to="/administration" className="more">
          <ShieldCheck size={20} aria-hidden="true" />
          Administration
        </Link>
      )}
      {MORE.map(([to, name, Icon]) => (
        <Link key={to} to={to} className="more">
          <Icon size={20} aria-hidden="true" />
          {name}
        </Link>
      ))}
    </nav>
  );
}

/** The sign that what the page shows may be old. */
function Gone() {
  const gone = useNodeGone();
  return (
    <div role="status" className="gone">
      {gone && "The node does not answer. This page shows what it last said, and goes on by itself when it is back."}
    </div>
  );
}
