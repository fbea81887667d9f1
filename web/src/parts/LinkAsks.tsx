import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { Refusal, useAct } from "../act";
import { type IssuedAdminToken, post, type SignedIn, whoIs } from "../api";
import { short } from "../format";
import type { Offer, Session } from "../session";
import { acceptOffer, declineOffer, useOffer, useSession } from "../session";

/** What a link wants, and the reader's word on it: whoever made the link may want them to act as somebody else. */
export function LinkAsks() {
  const offer = useOffer();
  return offer && <Question offer={offer} />;
}

function Question({ offer }: { offer: Offer }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const session = useSession();
  const act = useAct();
  const offered = useQuery({ queryKey: ["who", offer], queryFn: () => read(offer) });
  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal();
  }, []);
  return (
    <dialog ref={dialog} className="asks" aria-labelledby="asks" onCancel={declineOffer}>
      <h2 id="asks">This link wants to sign you in</h2>
      {offered.data && (
        <>
          <p>
            It signs you in as <b>{offered.data.as}</b>. You are <b>{whoNow(session)}</b>.
          </p>
          <p className="small">
            Take it only from somebody you trust: what you do next is then done, and read, as {offered.data.as}.
          </p>
        </>
      )}
      {offered.isPending && <p className="small">Asking the node…</p>}
      {offered.error && <p className="error">{offered.error.message}</p>}
      <div className="acts">
        {offered.data && (
          <button
            type="button"
            disabled={act.busy}
            onClick={() => act.run(async () => acceptOffer(await offered.data.take()))}
          >
            Sign in as {offered.data.as}
          </button>
        )}
        <button type="button" className="first" onClick={declineOffer}>
          {offered.data ? `Stay ${whoNow(session)}` : "Close"}
        </button>
      </div>
      <Refusal act={act} />
    </dialog>
  );
}

function whoNow({ account, token, key }: Session): string {
  if (account) return short(account);
  if (token) return "the administrator";
  return key ? "the holder of an API key" : "not signed in";
}

interface Offered {
  as: string;
  take(): Promise<Partial<Session>>;
}

/** What an offer comes to. The code of a link is not used up before its reader says so. */
async function read({ code, token, key }: Offer): Promise<Offered> {
  const [holder, payer] = await Promise.all([token ? whoIs(token) : null, key ? whoIs(key) : null]);
  if (holder?.kind === "nobody" || payer?.kind === "nobody") {
    throw new Error("This link is not good here any more: what it carries has ended or was revoked. Ask for another.");
  }
  const names = [
    code ? "the administrator of this node" : null,
    holder && name(holder),
    payer && `the holder of ${name(payer)}`,
  ];
  return {
    as: names.filter((each) => each !== null).join(" and "),
    take: async () => ({
      ...(code
        ? { token: (await post<IssuedAdminToken>("/api/sign-in/link", { code })).token, account: null }
        : token && holder && { token, account: holder.kind === "wallet" ? (holder.account ?? null) : null }),
      ...(key && { key }),
    }),
  };
}

function name({ kind, name: called, account }: SignedIn): string {
  if (kind === "administrator") return `the administrator (${called})`;
  if (kind === "key") return `the API key ${called ? `“${called}” ` : ""}of ${short(account ?? "")}`;
  return short(account ?? "");
}
