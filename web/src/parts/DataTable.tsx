import type { ReactNode } from "react";
import { lazy, Suspense } from "react";
import { patiently } from "../live";
import type { TableProps } from "../table/column";

const Whole = lazy(() => patiently(() => import("../table/Whole"))) as <Row>(props: TableProps<Row>) => ReactNode;

/**
 * Every table of the page: search, filters, order, choice of columns, files of what is found, and cards on a phone. Its state is
 * the address's. Its code comes only where a table is shown.
 */
export function DataTable<Row>(props: TableProps<Row>) {
  return (
    <Suspense fallback={<div className="table-room" aria-busy="true" />}>
      <Whole {...props} />
    </Suspense>
  );
}
