const LOOPBACK = /^(?:(?:::ffff:)?127(?:\.\d+){3}|localhost|::1|\[::1\])$/;

/** Whether a host or an address is this machine's own. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.test(host);
}
