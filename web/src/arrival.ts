/** Whether the reader has just come from another page of this site, so that its heading takes the focus, once. */
let arrived = false;

export function arrive(): void {
  arrived = true;
}

export function takeArrival(): boolean {
  const taken = arrived;
  arrived = false;
  return taken;
}
