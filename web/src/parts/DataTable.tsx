import type { ReactNode } from "react";
import { lazy } from "react";
import { patiently } from "../live";
import type { TableProps } from "../table/column";

/**
 * Every table of the page: search, filters, order, choice of columns, files of what is found, and cards on a phone. Its state is
 * the address's. Its code comes only where a table is shown; Together waits for it.
 */
export const DataTable = lazy(() => patiently(() => import("../table/Whole"))) as <Row>(
  props: TableProps<Row>,
) => ReactNode;
