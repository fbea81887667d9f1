import { useParams } from "@tanstack/react-router";
import { Shaped } from "../parts/Shaped";

export function ReceiptPage() {
  const { id } = useParams({ from: "/receipts/$id" });
  return (
    <>
      <h1>
        <span className="crumb">Receipt</span> <code>{id}</code>
      </h1>
      <Shaped id={id} />
    </>
  );
}
