/**
 * The value of the Authorization header; undefined: there is none. Node keeps the first of several and says nothing, so that two who read
 * a request could take it for different readers': several come as the list that they are to HTTP, which is no token to a verifier.
 * `rawHeaders`: names and values in turn, as a request of node:http has them.
 */
export function authorizationOf(rawHeaders: readonly string[]): string | undefined {
  const values = rawHeaders.filter(
    (_value, index) => rawHeaders[index - 1]?.toLowerCase() === "authorization" && index % 2 === 1,
  );
  return values.length === 0 ? undefined : values.join(", ");
}
