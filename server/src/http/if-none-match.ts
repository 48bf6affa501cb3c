/**
 * Whether a client has this very representation (RFC 9110, 13.1.2).
 * @param ifNoneMatch its header: `*`, or tags that may be weak
 * @param etag in quotation marks
 */
export function isKnownTag(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === "*") return true;
  return ifNoneMatch.split(",").some((each) => each.trim().replace(/^W\//, "") === etag);
}
