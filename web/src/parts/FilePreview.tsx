import type { Preview } from "../api";
import { count, excerpt } from "../format";

const SHOWN = 200;
/** So many of each the node tells at most. */
const LISTED = 1000;

interface Props {
  preview: Preview;
  /** Columns by field, as the reader changed them. */
  map: Record<string, string>;
  onMap: (field: string, column: string) => void;
  repair: boolean;
  onRepair: (repair: boolean) => void;
  redact: boolean;
  onRedact: (redact: boolean) => void;
}

/** What the node would make of a file: its kind, which column is which field, three rows before and after, and what is refused. */
export function FilePreview({ preview, map, onMap, repair, onRepair, redact, onRedact }: Props) {
  const mapping = { ...preview.mapping, ...map };
  return (
    <section className="stack tight" aria-labelledby="preview">
      <h3 id="preview">{preview.kind}</h3>
      {preview.problem && (
        <p className="error" role="alert">
          {preview.problem}
        </p>
      )}
      <p className="say" hidden={preview.problem !== undefined}>
        {count(preview.rowsPassed)} of {count(preview.rowsRead)} rows would pass screening. Columns known as:{" "}
        {preview.shape || "none"}.
        {preview.rowsHeld > 0 && ` ${count(preview.rowsHeld)} of them would wait for the owner's own word.`}
      </p>
      <div className="fields">
        {preview.fields.map((field) => (
          <label key={field}>
            {field}
            <select value={mapping[field] ?? ""} onChange={(event) => onMap(field, event.target.value)}>
              <option value="">–</option>
              {[...new Set([mapping[field], ...preview.columns])].filter(Boolean).map((column) => (
                <option key={column} value={column}>
                  {column}
                </option>
              ))}
            </select>
          </label>
        ))}
      </div>
      {(preview.repairable > 0 || repair) && (
        <label className="check">
          <input type="checkbox" checked={repair} onChange={(event) => onRepair(event.target.checked)} />
          Repair what is nearly JSON, and write numbers as text
          {preview.repairable > 0 && ` (${count(preview.repairable)} more rows)`}
        </label>
      )}
      {(preview.privates.length > 0 || redact) && (
        <>
          <label className="check">
            <input type="checkbox" checked={redact} onChange={(event) => onRedact(event.target.checked)} />
            Put placeholders in the place of secrets and personal data
          </label>
          <details>
            <summary>
              Secrets and personal data found: {preview.privates.length === LISTED ? "at least " : ""}
              {count(preview.privates.length)}
            </summary>
            <ul className="small">
              {preview.privates.slice(0, SHOWN).map((each) => (
                <li key={`${each.line} ${each.field} ${each.character}`}>
                  Line {count(each.line)}: {each.what} at character {count(each.character)} of {each.field}
                </li>
              ))}
            </ul>
          </details>
        </>
      )}
      {preview.related.length > 0 && (
        <details>
          <summary>
            Related to rows that are there: {preview.related.length === LISTED ? "at least " : ""}
            {count(preview.related.length)}
          </summary>
          <ul className="small">
            {preview.related.slice(0, SHOWN).map((each) => (
              <li key={each.line}>
                Line {count(each.line)}, {each.relation}: {each.detail}
              </li>
            ))}
          </ul>
        </details>
      )}
      {preview.samples.map((sample) => (
        <dl key={sample.line} className="small">
          <dt>Line {count(sample.line)} of the file</dt>
          <dd className="hash">{excerpt(sample.before, SHOWN)}</dd>
          <dt>becomes the row</dt>
          <dd className="hash">{excerpt(sample.after, SHOWN)}</dd>
        </dl>
      ))}
      {preview.refused.length > 0 && (
        <details>
          <summary>Would be refused: {count(preview.rowsRefused)}</summary>
          <ul className="small">
            {preview.refused.slice(0, SHOWN).map((each) => (
              <li key={each.line}>
                Line {count(each.line)}: {each.detail}
              </li>
            ))}
          </ul>
          <a download="refused.jsonl" href={refusedFile(preview)}>
            Download refused rows with reasons
          </a>
        </details>
      )}
    </section>
  );
}

function refusedFile(preview: Preview): string {
  const lines = preview.refused.map((each) => JSON.stringify(each)).join("\n");
  return `data:application/x-ndjson;charset=utf-8,${encodeURIComponent(`${lines}\n`)}`;
}
