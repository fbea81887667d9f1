import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { Command } from "cmdk";
import { useDeferredValue, useEffect, useRef, useState } from "react";
import { get } from "../api";

interface Hit {
  kind: "datanet" | "model" | "receipt" | "account" | "row" | "run" | "epoch" | "transaction" | "page";
  id: string;
  name: string;
  path: string;
}

const LEAST_CHARACTERS = 2;
const ADDRESS = /^0x[0-9a-f]{40}$/i;
const KINDS: Record<Hit["kind"], string> = {
  page: "Pages",
  datanet: "Datanets",
  model: "Models",
  run: "Runs",
  receipt: "Receipts",
  account: "Accounts",
  row: "Rows",
  epoch: "Epochs",
  transaction: "Transactions",
};
const PAGES: Hit[] = [
  ["/", "Home"],
  ["/datanets", "Datanets"],
  ["/models", "Models"],
  ["/playground", "Playground"],
  ["/receipts", "Receipts"],
  ["/evidence", "Evidence"],
  ["/epochs", "Epochs"],
  ["/glossary", "Glossary"],
].map(([path = "", name = ""]) => ({ kind: "page", id: path, name, path }));

/** Pages by their name, and an account by its whole address: any address has a page, also before anything happened there. */
function knownHere(text: string): Hit[] {
  const pages = PAGES.filter(({ name }) => name.toLowerCase().includes(text.toLowerCase()));
  if (!ADDRESS.test(text)) return pages;
  const address = text.toLowerCase();
  return [...pages, { kind: "account", id: address, name: address, path: `/accounts/${address}` }];
}

/** Finds names, ids, hashes and the beginnings of them, and goes there. */
export default function Palette({ close }: { close: () => void }) {
  const router = useRouter();
  const dialog = useRef<HTMLDialogElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState("");
  const text = useDeferredValue(typed.trim());
  const asks = text.length >= LEAST_CHARACTERS;
  const found = useQuery({
    queryKey: ["search", text],
    queryFn: () => get<{ list: Hit[] }>(`/api/search?q=${encodeURIComponent(text)}`),
    enabled: asks,
    placeholderData: keepPreviousData,
  });
  useEffect(() => {
    dialog.current?.showModal();
    input.current?.focus();
  }, []);
  const here = knownHere(text);
  const hits = asks && found.data ? [...here, ...found.data.list.filter((hit) => !here.some(isSame(hit)))] : here;
  const first = hits[0] && keyOf(hits[0]);
  const [chosen, setChosen] = useState(first);
  useEffect(() => setChosen(first), [first]);
  const go = ({ path }: Hit) => {
    close();
    void router.navigate({ href: path });
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the browser closes a dialog by Escape; the click is for the space around it
    <dialog
      ref={dialog}
      className="palette"
      aria-label="Search"
      onClose={close}
      onClick={(event) => event.target === dialog.current && close()}
    >
      <Command shouldFilter={false} loop label="Search" value={chosen ?? ""} onValueChange={setChosen}>
        <Command.Input value={typed} onValueChange={setTyped} placeholder="Find by name, id or hash" ref={input} />
        <Command.List label="Found">
          {groups(hits).map(([kind, list]) => (
            <Command.Group key={kind} heading={KINDS[kind]}>
              {list.map((hit) => (
                <Command.Item key={hit.id} value={keyOf(hit)} onSelect={() => go(hit)}>
                  <span>{hit.name}</span>
                  {hit.name !== hit.id && hit.kind !== "page" && <code>{hit.id}</code>}
                </Command.Item>
              ))}
            </Command.Group>
          ))}
        </Command.List>
        <p className="small" role="status">
          {says(asks, hits.length, found)}
        </p>
      </Command>
    </dialog>
  );
}

/** What a hit is known by in the list. */
function keyOf({ kind, id }: Hit): string {
  return `${kind} ${id}`;
}

function isSame(one: Hit): (other: Hit) => boolean {
  return (other) => one.path === other.path;
}

/** The hits by their kind, in the order of the kinds. */
function groups(hits: Hit[]): [Hit["kind"], Hit[]][] {
  return (Object.keys(KINDS) as Hit["kind"][])
    .map((kind): [Hit["kind"], Hit[]] => [kind, hits.filter((hit) => hit.kind === kind)])
    .filter(([, list]) => list.length > 0);
}

function says(asks: boolean, hits: number, found: { error: Error | null; isFetching: boolean }): string {
  if (!asks) return "Type two characters or more: a name, an id, or the beginning of one.";
  if (found.error) return `The node could not search: ${found.error.message}`;
  if (found.isFetching) return "Searching…";
  return hits === 0 ? "Nothing found. Names and ids are found from their beginning." : "";
}
