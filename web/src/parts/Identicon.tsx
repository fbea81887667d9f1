import { minidenticon } from "minidenticons";
import { useMemo } from "react";

/** In percent, so that it is seen on a light and on a dark page. */
const SATURATION = 60;
const LIGHTNESS = 55;

/** A small picture of an account, so that addresses are told apart at a glance. It says nothing that the name beside it does not. */
export function Identicon({ of }: { of: string }) {
  const source = useMemo(
    () => `data:image/svg+xml;utf8,${encodeURIComponent(minidenticon(of, SATURATION, LIGHTNESS))}`,
    [of],
  );
  return <img className="identicon" src={source} alt="" width={16} height={16} />;
}
