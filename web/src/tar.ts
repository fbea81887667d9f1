/** Packs files as a tar (POSIX ustar), which is how the node takes an adapter. */
const BLOCK_BYTES = 512;

export function tarOf(files: File[]): Blob {
  const parts: BlobPart[] = [];
  for (const file of files) {
    parts.push(
      header(file.name, file.size),
      file,
      new Uint8Array((BLOCK_BYTES - (file.size % BLOCK_BYTES)) % BLOCK_BYTES),
    );
  }
  parts.push(new Uint8Array(2 * BLOCK_BYTES));
  return new Blob(parts, { type: "application/x-tar" });
}

function header(name: string, bytes: number): Uint8Array<ArrayBuffer> {
  const block = new Uint8Array(BLOCK_BYTES);
  const put = (at: number, text: string) => block.set(new TextEncoder().encode(text), at);
  put(0, name);
  put(100, "0000644");
  put(108, "0000000");
  put(116, "0000000");
  put(124, bytes.toString(8).padStart(11, "0"));
  put(136, "00000000000");
  put(148, " ".repeat(8));
  put(156, "0");
  put(257, "ustar");
  put(263, "00");
  const sum = block.reduce((total, byte) => total + byte, 0);
  put(148, `${sum.toString(8).padStart(6, "0")}\0 `);
  return block;
}
