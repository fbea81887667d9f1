import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import type { ContributionLine, RejectedLine } from "../api";
import { ago, count } from "../format";
import type { operations } from "../schema";
import { useRights } from "../session";
import type { Column, Source } from "../table/column";
import { DataTable } from "./DataTable";
import { AccountName } from "./Names";
import { Statement } from "./Statement";

/** What a screening has, too. */
type Given = Pick<ContributionLine, "id" | "datanet" | "contributor" | "state" | "root" | "rowsPassed"> &
  Partial<ContributionLine>;

const STATES = ["screening", "empty", "screened", "expired", "signed", "reviewed"];

const WHO: Column<ContributionLine> = {
  id: "contributor",
  name: "contributor",
  value: (line) => line.contributorName ?? line.contributor,
  show: (line) => <AccountName address={line.contributor} name={line.contributorName} />,
};

const WHERE: Column<ContributionLine> = {
  id: "datanet",
  name: "Datanet",
  value: (line) => line.datanet,
  show: (line) => (
    <Link to="/datanets/$id" params={{ id: line.datanet }}>
      Datanet {line.datanet}
    </Link>
  ),
};

const COUNTS: Column<ContributionLine>[] = [
  {
    id: "state",
    name: "state",
    value: (line) => line.state,
    show: (line) => <span className="tag">{line.state}</span>,
    filter: STATES.map((state) => ({ value: state, name: state })),
  },
  {
    id: "rowsSubmitted",
    name: "submitted",
    value: (line) => line.rowsSubmitted,
    show: (line) => count(line.rowsSubmitted),
    kind: "number",
  },
  {
    id: "rowsPassed",
    name: "passed screening",
    value: (line) => line.rowsPassed,
    show: (line) => count(line.rowsPassed),
    kind: "number",
  },
  {
    id: "rowsAccepted",
    name: "accepted",
    value: (line) => line.rowsAccepted,
    show: (line) => (line.state === "reviewed" ? count(line.rowsAccepted) : "–"),
    kind: "number",
  },
  {
    id: "rowsUnseen",
    name: "accepted unseen",
    value: (line) => line.rowsUnseen,
    show: (line) => count(line.rowsUnseen),
    kind: "number",
    sorts: false,
    extra: true,
  },
  {
    id: "timeMillis",
    name: "when",
    value: (line) => line.timeMillis,
    show: (line) => ago(line.timeMillis),
    kind: "time",
  },
  { id: "file", name: "file", value: (line) => line.file, text: "long", extra: true, sorts: false },
  { id: "mapping", name: "mapping", value: (line) => line.mapping, text: "long", extra: true, sorts: false },
  { id: "id", name: "contribution", value: (line) => line.id, extra: true },
];

interface Props {
  source: Source<ContributionLine>;
  /** Whose contributions these are, as far as all have it in common. */
  of: "Datanet" | "account";
  /** Whether the reader owns the Datanet, and may take the rows or not. */
  reviews?: boolean;
}

/** Contributions; an opened one shows its refused rows. */
export function ContributionList({ source, of, reviews = false }: Props) {
  const columns = useMemo(() => columnsOf(of, reviews), [of, reviews]);
  return (
    <DataTable
      name="given"
      of={["contribution", "contributions"]}
      columns={columns}
      idOf={(line) => line.id}
      sort="-timeMillis"
      source={source}
      detail={(line) => <Contribution contribution={line} />}
      none={
        of === "Datanet" ? (
          "Nobody has contributed yet."
        ) : (
          <>
            Nothing has been contributed yet. <Link to="/datanets">Choose a Datanet to contribute to</Link>.
          </>
        )
      }
    />
  );
}

function columnsOf(of: Props["of"], reviews: boolean): Column<ContributionLine>[] {
  const columns = [of === "Datanet" ? WHO : WHERE, ...COUNTS];
  const review: Column<ContributionLine> = {
    id: "review",
    name: "review",
    value: () => undefined,
    show: (line) =>
      line.state === "signed" && (
        <Link to="/contributions/$id" params={{ id: line.id }} className="button first">
          Review {count(line.rowsPassed)} rows
        </Link>
      ),
    sorts: false,
  };
  return reviews ? [...columns, review] : columns;
}

/** What stands behind one contribution: its signed root, and the rows that were refused. */
export function Contribution({ contribution }: { contribution: Given }) {
  return (
    <div className="stack tight">
      {contribution.root && (
        <p className="small hash">
          Signed root <code>{contribution.root}</code>
        </p>
      )}
      {"statement" in contribution && <Statement statement={contribution.statement} />}
      {"rowsWithdrawn" in contribution && <TakeBack contribution={contribution} />}
      {contribution.root && (
        <p className="small">
          <Link to="/contributions/$id" params={{ id: contribution.id }}>
            {contribution.state === "screened" ? "See its rows, and sign" : "Its rows, with what was found in them"}
          </Link>
        </p>
      )}
      <Rejected contribution={contribution} />
    </div>
  );
}

/** What was taken back of it, and the way to take the rest back. */
function TakeBack({ contribution }: { contribution: Given }) {
  const { actsFor } = useRights();
  const gone = contribution.rowsWithdrawn ?? 0;
  return (
    <p className="small">
      {gone > 0 && `${count(gone)} ${gone === 1 ? "row was" : "rows were"} taken back. `}
      {actsFor(contribution.contributor) && gone < contribution.rowsPassed && (
        <Link
          to="/datanets/$id/withdraw"
          params={{ id: contribution.datanet }}
          search={{ by: contribution.contributor, contribution: contribution.id }}
        >
          Take these rows back
        </Link>
      )}
    </p>
  );
}

type Reason = NonNullable<NonNullable<operations["datanetRejected"]["parameters"]["query"]>["reason"]>;

const REASONS: Reason[] = [
  "malformed-json",
  "bad-utf8",
  "too-long",
  "too-deep",
  "duplicate-key",
  "wrong-schema",
  "bad-text",
  "empty",
  "too-many-rows",
  "exact-duplicate",
  "near-duplicate",
  "contained",
  "variant",
  "correction",
  "elsewhere",
  "secret",
  "personal-data",
  "review",
  "chain-refused",
];

const REJECTED: Column<RejectedLine>[] = [
  { id: "line", name: "line", value: (row) => row.line, kind: "number" },
  {
    id: "reason",
    name: "reason",
    value: (row) => row.reason,
    show: (row) => <span className="tag">{row.reason}</span>,
    filter: REASONS.map((reason) => ({ value: reason, name: reason })),
  },
  { id: "detail", text: "long", name: "what to do", value: (row) => row.detail, sorts: false },
];

function Rejected({ contribution }: { contribution: Given }) {
  return (
    <DataTable
      name="refused"
      of={["refused row", "refused rows"]}
      columns={REJECTED}
      idOf={(row) => `${row.line}-${row.reason}`}
      sort="line"
      pageSize={10}
      source={{
        from: `/api/contributions/${contribution.id}/rejected`,
        subject: ["datanet", contribution.datanet, contribution.id, contribution.state],
      }}
      none="No row was refused."
    />
  );
}
