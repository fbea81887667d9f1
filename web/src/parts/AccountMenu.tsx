import { useQuery } from "@tanstack/react-query";
import { Link, useRouterState } from "@tanstack/react-router";
import { CircleUser } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Refusal, useAct } from "../act";
import type { Overview } from "../api";
import { get } from "../api";
import { count, short } from "../format";
import { useSession } from "../session";
import type { Theme } from "../theme";
import { setTheme, THEMES, theme } from "../theme";
import { signOut } from "../wallet";
import { Identicon } from "./Identicon";
import { AccountName } from "./Names";
import { SignIn } from "./SignIn";

const NAMES: Record<Theme, string> = { system: "System", light: "Light", dark: "Dark" };

/** Who the reader is, which network this is, and how the page looks. */
export function AccountMenu() {
  const menu = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const href = useRouterState({ select: ({ location }) => location.href });
  const session = useSession();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the menu closes when the page or the reader changes
  useEffect(() => menu.current?.hidePopover(), [href, session]);
  return (
    <>
      <button type="button" className="who" popoverTarget="account-menu" aria-expanded={open}>
        <Who />
      </button>
      <div
        id="account-menu"
        className="menu"
        popover="auto"
        ref={menu}
        onToggle={(event) => setOpen(event.newState === "open")}
      >
        {open && <Menu />}
      </div>
    </>
  );
}

function Who() {
  const { account, token, key } = useSession();
  if (account) {
    return (
      <>
        <Identicon of={account} />
        <code className="label">{short(account)}</code>
      </>
    );
  }
  return (
    <>
      <CircleUser size={18} aria-hidden="true" />
      <span className="label">{token ? "Administrator" : key ? "API key" : "Sign in"}</span>
    </>
  );
}

function Menu() {
  const { account, token, key } = useSession();
  const act = useAct();
  const somebody = account !== null || token !== null || key !== null;
  return (
    <div className="stack tight">
      {somebody ? (
        <section aria-label="You">
          <p>
            {account && (
              <>
                Signed in as <AccountName address={account} />
              </>
            )}
            {!account && token && "You administer this node."}
            {!account && !token && "Your API key pays for answers. Sign in with a wallet to contribute, too."}
          </p>
          <div className="acts">
            {account && (
              <Link className="button" to="/accounts/$address" params={{ address: account }}>
                Your earnings
              </Link>
            )}
            <button type="button" onClick={() => act.run(() => signOut())} disabled={act.busy}>
              Sign out
            </button>
          </div>
          <Refusal act={act} />
        </section>
      ) : (
        <section aria-label="Sign in">
          <SignIn />
        </section>
      )}
      <Network />
      <ThemeChoice />
      <nav aria-label="More pages" className="acts narrow">
        {(token || account) && <Link to="/agents">Agents</Link>}
        {token && !account && <Link to="/administration">Administration</Link>}
        <Link to="/evidence">Evidence</Link>
        <Link to="/epochs">Epochs</Link>
        <Link to="/glossary">Glossary</Link>
      </nav>
    </div>
  );
}

function Network() {
  const overview = useQuery({ queryKey: ["overview"], queryFn: () => get<Overview>("/api/overview") });
  const node = overview.data?.node;
  return (
    <section aria-label="Network">
      <dl className="facts">
        <dt>Chain</dt>
        <dd>{node ? `${node.chainId}, block ${count(node.block)}` : "…"}</dd>
        <dt>Epoch</dt>
        <dd>{node ? node.epoch : "…"}</dd>
        <dt>Operator</dt>
        <dd>{node ? <AccountName address={node.operator} /> : "…"}</dd>
        <dt>Version</dt>
        <dd>{node ? node.version : "…"}</dd>
      </dl>
    </section>
  );
}

function ThemeChoice() {
  const [chosen, setChosen] = useState(theme());
  const choose = (next: Theme) => {
    setTheme(next);
    setChosen(next);
  };
  return (
    <fieldset className="choice">
      <legend>Theme</legend>
      {THEMES.map((each) => (
        <label key={each}>
          <input type="radio" name="theme" checked={each === chosen} onChange={() => choose(each)} />
          {NAMES[each]}
        </label>
      ))}
    </fieldset>
  );
}
