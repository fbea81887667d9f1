import { Link } from "@tanstack/react-router";
import { excerpt } from "../format";

/** A row by the beginning of its text, else of its hash where the text is not public or was erased. */
export function RowLink({ leaf, text }: { leaf: string; text?: string | undefined }) {
  return (
    <Link to="/rows/$leaf" params={{ leaf }}>
      {text ? excerpt(text) : <code>{leaf.slice(0, 8)}</code>}
    </Link>
  );
}
