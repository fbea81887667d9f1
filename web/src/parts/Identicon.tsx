import { minidenticon } from "minidenticons";
import { useMemo } from "react";

/** A small picture of an account, so that addresses are told apart at a glance. It says nothing that the name beside it does not. */
export function Identicon({ of }: { of: string }) {
  const source = useMemo(() => `data:image/svg+xml;utf8,${encodeURIComponent(minidenticon(of))}`, [of]);
  return <img className="identicon" src={source} alt="" width={16} height={16} />;
}
