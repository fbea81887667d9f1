import type { FormEvent } from "react";
import { Refusal, useAct } from "../act";
import { setApiKey } from "../session";
import { signIn, useWallets } from "../wallet";

/** Every way to be somebody here: a wallet, an API key, the operator's link. Says what to do without any of them. */
export function SignIn() {
  const wallets = useWallets();
  const act = useAct();
  const takeKey = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setApiKey(String(new FormData(event.currentTarget).get("key")).trim());
  };
  return (
    <div className="stack tight">
      {wallets.map((wallet) => (
        <button
          key={wallet.id}
          type="button"
          className="first"
          onClick={() => act.run(() => signIn(wallet))}
          disabled={act.busy}
        >
          Sign in with {wallet.name}
        </button>
      ))}
      {wallets.length === 0 && (
        <p className="small">
          This browser has no wallet. Install an Ethereum wallet as a browser extension, then reload this page: you sign
          in with it, and its key never leaves it. Without one, ask the operator of this node for an account and an API
          key.
        </p>
      )}
      <Refusal act={act} />
      <form onSubmit={takeKey} className="stack tight">
        <label>
          API key <span>(it pays for your questions, and stays in this tab)</span>
          <input name="key" type="password" required autoComplete="off" />
        </label>
        <div>
          <button type="submit">Use this key</button>
        </div>
      </form>
      <p className="small">
        You run this node? Open the link that <code>openledger admin link</code> prints.
      </p>
    </div>
  );
}

/** In the place of what only somebody may do: why it is not there, and the ways to sign in. */
export function SignInFirst({ to }: { to: string }) {
  return (
    <section aria-label={`Sign in to ${to}`}>
      <h2>Sign in to {to}</h2>
      <SignIn />
    </section>
  );
}
