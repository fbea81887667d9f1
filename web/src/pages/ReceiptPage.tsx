import { useParams } from "@tanstack/react-router";
import { short } from "../format";
import { Heading } from "../parts/Heading";
import { Shaped } from "../parts/Shaped";

export function ReceiptPage() {
  const { id } = useParams({ from: "/receipts/$id" });
  return (
    <>
      <Heading title={`Receipt ${short(id)}`}>
        <span className="crumb">Receipt</span> <code>{id}</code>
      </Heading>
      <Shaped id={id} />
    </>
  );
}
