const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const TAB = 0x09;

/**
 * The bytes of a calendar with its folded lines joined: a line may be folded between the bytes of a letter, so that they make one
 * only once they stand together (RFC 5545, 3.1).
 */
export function unfold(bytes: Uint8Array): Uint8Array {
  const unfolded = new Uint8Array(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const fold = foldAt(bytes, at);
    if (fold > 0) at += fold - 1;
    else {
      unfolded[length] = bytes[at] ?? 0;
      length += 1;
    }
  }
  return unfolded.subarray(0, length);
}

/** The length of the line break and space that fold a line here; 0: there are none. */
function foldAt(bytes: Uint8Array, at: number): number {
  const [first, second] = bytes.subarray(at, at + 2);
  if (first !== CR && first !== LF) return 0;
  const length = first === CR && second === LF ? 2 : 1;
  const after = bytes[at + length];
  return after === SPACE || after === TAB ? length + 1 : 0;
}
