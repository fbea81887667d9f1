import { useState } from "react";

/** A secret that is shown once. */
export function Secret({ name, text }: { name: string; text: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  return (
    <div role="status" className="stack tight" data-testid="secret">
      <p>This is the {name}. Keep it now: the node has its digest alone and cannot show it again.</p>
      <p className="acts">
        <code className="secret">{text}</code>
        <button type="button" onClick={() => void copy()}>
          {copied ? "Copied" : "Copy"}
        </button>
      </p>
    </div>
  );
}
