import type { FormProps } from "./Grid";
import { Opener } from "./Grid";

/** Rows as cards, each a list of its columns that say something: a phone's form of the table. */
export function Cards<Row>({ of, columns, rows, idOf, detail, state }: FormProps<Row>) {
  return (
    <ul className="cards" aria-label={of[1]}>
      {rows.map((row) => {
        const id = idOf(row);
        return (
          <li key={id}>
            <dl>
              {columns.map((column) => {
                const shown = column.show ? column.show(row) : column.value(row);
                if (shown === null || shown === undefined || shown === "") return null;
                return (
                  <div key={column.id}>
                    <dt>{column.name}</dt>
                    <dd className={column.text}>{shown}</dd>
                  </div>
                );
              })}
            </dl>
            {detail && <Opener id={id} of={of} state={state} />}
            {detail && state.open === id && <div className="detail">{detail(row)}</div>}
          </li>
        );
      })}
    </ul>
  );
}
