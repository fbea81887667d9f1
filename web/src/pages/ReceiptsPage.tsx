import { Heading } from "../parts/Heading";
import { ReceiptTable } from "../parts/ReceiptTable";

export function ReceiptsPage() {
  return (
    <>
      <Heading title="Receipts" />
      <section>
        <ReceiptTable source={{ from: "/api/receipts", subject: ["receipts"] }} />
      </section>
    </>
  );
}
