import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReceiptLine } from "../api";
import { get } from "../api";
import { Heading } from "../parts/Heading";
import { ReceiptTable } from "../parts/ReceiptTable";

const PAGE = 50;

export function ReceiptsPage() {
  const receipts = useInfiniteQuery({
    queryKey: ["receipts"],
    initialPageParam: "",
    queryFn: ({ pageParam }) =>
      get<ReceiptLine[]>(`/api/receipts?limit=${PAGE}${pageParam ? `&before=${pageParam}` : ""}`),
    getNextPageParam: (page) => (page.length === PAGE ? page.at(-1)?.id : undefined),
  });
  return (
    <>
      <Heading title="Receipts" />
      <section>
        {receipts.error && <p className="error">{receipts.error.message}</p>}
        <ReceiptTable receipts={receipts.data?.pages.flat() ?? []} />
        {receipts.hasNextPage && (
          <div className="acts">
            <button type="button" onClick={() => void receipts.fetchNextPage()} disabled={receipts.isFetching}>
              Older
            </button>
          </div>
        )}
      </section>
    </>
  );
}
