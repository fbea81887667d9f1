import { Link } from "@tanstack/react-router";
import { Heading } from "./Heading";
import { SearchButton } from "./Search";

const PLACES = [
  ["/", "Home"],
  ["/datanets", "Datanets"],
  ["/models", "Models"],
  ["/playground", "Playground"],
  ["/receipts", "Receipts"],
] as const;

/** Where there is no page, or nothing of the name that the address has. */
export function NotFound() {
  return (
    <>
      <Heading title="Nothing here">No page here</Heading>
      <section className="stack tight">
        <p>
          This node has no page at <code>{location.pathname}</code>. The address may be mistyped, or what it names is on
          another node.
        </p>
        <SearchButton />
        <ul className="plain">
          {PLACES.map(([to, name]) => (
            <li key={to}>
              <Link to={to}>{name}</Link>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
