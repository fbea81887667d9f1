import type { CollectionStatement } from "../api";

const NAMES: [keyof CollectionStatement, string, string][] = [
  ["description", "What the rows are", "Questions that guests asked in our kitchen"],
  ["language", "Languages, such as en or en, pt-BR", "en"],
  ["collection", "How they were collected", "Written down by hand in 2026"],
  ["personalData", "Whether they are about people", "None: nobody is named"],
  ["contact", "Whom to ask", "ada@example.org"],
];

const TITLES: Record<keyof CollectionStatement, string> = {
  description: "Description",
  language: "Language",
  collection: "Collection",
  personalData: "Personal data",
  contact: "Contact",
};

/** What a contributor says of how rows were made; the signature covers it. */
export function StatementFields() {
  return (
    <fieldset className="stack tight">
      <legend>How the rows were made (it is signed and public; what you leave empty is “not stated”)</legend>
      {NAMES.map(([name, label, example]) => (
        <label key={name}>
          {label}
          <input name={`statement.${name}`} maxLength={2000} placeholder={example} />
        </label>
      ))}
    </fieldset>
  );
}

/** What the fields say; null where they say nothing. */
export function statementOf(fields: FormData): CollectionStatement | null {
  const said = NAMES.map(([name]) => [name, String(fields.get(`statement.${name}`) ?? "").trim()] as const).filter(
    ([, words]) => words !== "",
  );
  return said.length === 0 ? null : Object.fromEntries(said);
}

export function Statement({ statement }: { statement: CollectionStatement | undefined }) {
  return (
    <dl className="small">
      {NAMES.map(([name]) => (
        <div key={name}>
          <dt>{TITLES[name]}</dt>
          <dd>{statement?.[name] ?? "not stated"}</dd>
        </div>
      ))}
    </dl>
  );
}
