/** Sends large files in pieces (tus 1.0), and goes on where the node has got to when a connection breaks or the page was left. */
import { ApiError, send } from "./api";

const PIECE_BYTES = 8 * 1024 * 1024;
const ATTEMPTS = 10;
const VERSION = { "Tus-Resumable": "1.0.0" };

interface Upload {
  id: string;
  length: number;
  offset: number;
  fingerprint?: string;
}

/** Smaller ones are sent at once. */
export function isLarge(file: File): boolean {
  return file.size > PIECE_BYTES;
}

/** The same for the same file in the same folder, as far as a page can see. */
export function fingerprint(file: File): string {
  const name = file.name.replace(/[^A-Za-z0-9]+/g, "-").slice(0, 40);
  return `${file.size}-${file.lastModified}-${name}`;
}

/** Sends a file; gives the id by which a contribution names it. */
export async function sendInPieces(
  file: File,
  contributor: string,
  onSent: (bytes: number) => void,
  signal: AbortSignal,
): Promise<string> {
  const query = `?contributor=${contributor}`;
  const mark = fingerprint(file);
  const open = (await (await send(`/api/uploads${query}`, { signal })).json()) as { list: Upload[] };
  const known = open.list.find((each) => each.fingerprint === mark && each.length === file.size);
  const upload =
    known ??
    ((await (
      await send(`/api/uploads${query}`, {
        method: "POST",
        headers: { ...VERSION, "Upload-Length": `${file.size}`, "Upload-Metadata": `fingerprint ${btoa(mark)}` },
        signal,
      })
    ).json()) as Upload);
  const address = `/api/uploads/${upload.id}${query}`;
  let offset = upload.offset;
  for (let attempt = 1; offset < file.size; ) {
    onSent(offset);
    try {
      await send(address, {
        method: "PATCH",
        headers: { ...VERSION, "Upload-Offset": `${offset}`, "Content-Type": "application/offset+octet-stream" },
        body: file.slice(offset, offset + PIECE_BYTES),
        signal,
      });
      offset = Math.min(file.size, offset + PIECE_BYTES);
      attempt = 1;
    } catch (failure) {
      if (signal.aborted || attempt++ >= ATTEMPTS || !passes(failure)) throw failure;
      await new Promise((resolve) => setTimeout(resolve, 1000 * attempt));
      offset = await (await send(address, { signal })).json().then(
        (now: Upload) => now.offset,
        () => offset,
      );
    }
  }
  return upload.id;
}

/** Whether the same may succeed later. */
function passes(failure: unknown): boolean {
  return !(failure instanceof ApiError) || [409, 429].includes(failure.status) || failure.status >= 500;
}
