import { Heading } from "../parts/Heading";
import { ReceiptTable } from "../parts/ReceiptTable";
import { Together } from "../parts/Together";

export function ReceiptsPage() {
  return (
    <>
      <Heading title="Receipts" />
      <Together>
        <section>
          <ReceiptTable source={{ from: "/api/receipts", subject: ["receipts"] }} />
        </section>
      </Together>
    </>
  );
}
