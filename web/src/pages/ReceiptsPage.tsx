import { useQuery } from "@tanstack/react-query";
import type { ReceiptLine } from "../api";
import { get } from "../api";
import { Heading } from "../parts/Heading";
import { Loaded } from "../parts/Loaded";
import { ReceiptTable } from "../parts/ReceiptTable";

export function ReceiptsPage() {
  const receipts = useQuery({ queryKey: ["receipts"], queryFn: () => get<ReceiptLine[]>("/api/receipts?limit=200") });
  return (
    <>
      <Heading title="Receipts" />
      <section>
        <Loaded query={receipts}>{(list) => <ReceiptTable source={{ rows: list }} />}</Loaded>
      </section>
    </>
  );
}
