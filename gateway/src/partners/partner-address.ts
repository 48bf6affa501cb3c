import { lookup } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";

/** Where partners' graphs may be. */
export interface AddressPolicy {
  /** http and addresses of this machine and of private networks are allowed too. */
  readonly allowPrivate: boolean;
}

export type AddressErrorCode = "ADDRESS_INVALID" | "ADDRESS_NOT_HTTPS" | "ADDRESS_PRIVATE" | "ADDRESS_FORBIDDEN";

/** A partner's graph may not be at this address. */
export class AddressError extends Error {
  override readonly name = "AddressError";
  readonly code: AddressErrorCode;
  readonly mend: string;

  constructor(code: AddressErrorCode, message: string, mend: string) {
    super(message);
    this.code = code;
    this.mend = mend;
  }
}

/** Metadata services of clouds answer with credentials to whoever can reach them; all link-local addresses with them. */
const FORBIDDEN = [
  "169.254.0.0/16",
  "100.100.100.200/32",
  "168.63.129.16/32",
  "192.0.0.192/32",
  "fe80::/10",
  "fd00:ec2::/32",
  "fd20:ce::/32",
].map((range) => ipaddr.parseCIDR(range));
const FORBIDDEN_NAMES = /(?:^|\.)(?:metadata\.google\.internal|metadata\.goog|instance-data(?:\..*)?)$/;

const PRIVATE = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "224.0.0.0/3",
  "::/127",
  // Local NAT64, whatever it leads to.
  "64:ff9b:1::/48",
  "fc00::/7",
  "fec0::/10",
  "ff00::/8",
].map((range) => ipaddr.parseCIDR(range));

/**
 * Networks of IPv6 that lead to addresses of IPv4, and the bytes in which these stand: compatible, mapped, translated, NAT64 with the
 * well-known prefix and 6to4. Which bytes of a local NAT64 prefix they are depends on its length (RFC 6052); a Teredo address has its
 * server's, and its client's with every bit turned.
 */
const LEADS_TO_IPV4 = [
  { range: "::/96", bytes: [12, 13, 14, 15] },
  { range: "::ffff:0:0/96", bytes: [12, 13, 14, 15] },
  { range: "::ffff:0:0:0/96", bytes: [12, 13, 14, 15] },
  { range: "64:ff9b::/96", bytes: [12, 13, 14, 15] },
  { range: "64:ff9b:1::/48", bytes: [6, 7, 9, 10] },
  { range: "64:ff9b:1::/48", bytes: [7, 9, 10, 11] },
  { range: "64:ff9b:1::/48", bytes: [9, 10, 11, 12] },
  { range: "64:ff9b:1::/48", bytes: [12, 13, 14, 15] },
  { range: "2001::/32", bytes: [4, 5, 6, 7] },
  { range: "2001::/32", bytes: [12, 13, 14, 15], isTurned: true },
  { range: "2002::/16", bytes: [2, 3, 4, 5] },
].map(({ range, ...rest }) => ({ isTurned: false, ...rest, range: ipaddr.parseCIDR(range) }));

/** Before the address of IPv4 at the end of an ISATAP address, whatever its network (RFC 5214). */
const ISATAP: readonly (readonly number[])[] = [
  [0x00, 0x00, 0x5e, 0xfe],
  [0x02, 0x00, 0x5e, 0xfe],
];

/**
 * Checks a partner's address as it is written. What its name leads to is checked when it is connected to: `guardedLookup`.
 * @throws AddressError
 */
export function checkAddress(text: string, policy: AddressPolicy): URL {
  const url = URL.parse(text);
  if (!url || (url.protocol !== "https:" && url.protocol !== "http:") || url.hostname === "") {
    throw invalid(
      `Expected the address of a graph, such as https://graph.example.org/graphql; got ${JSON.stringify(text)}.`,
    );
  }
  if (url.username !== "" || url.password !== "" || url.hash !== "") {
    throw invalid("Expected an address without user, password and fragment: it is kept, and shown to others.");
  }
  const host = hostOf(url);
  if (FORBIDDEN_NAMES.test(host)) throw forbidden(host);
  if (isIP(host) !== 0) checkIp(host, policy);
  const isLocalName = host === "localhost" || host.endsWith(".localhost");
  if (isLocalName && !policy.allowPrivate) throw isPrivate(host);
  if (url.protocol === "http:" && !policy.allowPrivate) {
    throw new AddressError(
      "ADDRESS_NOT_HTTPS",
      `Expected https; got ${url.protocol}//.`,
      "Serve the graph over https.",
    );
  }
  if (url.protocol === "http:" && isIP(host) !== 0 && !isPrivateIp(host)) throw openHttp(host);
  return url;
}

/** Name resolution for connections to partners: an address that a partner may not have is not connected to, whatever its name says. */
export function guardedLookup(policy: AddressPolicy, { isHttps }: { readonly isHttps: boolean }): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) {
        callback(error, []);
        return;
      }
      try {
        for (const { address } of addresses) {
          checkIp(address, policy);
          if (!isHttps && !isPrivateIp(address)) throw openHttp(hostname);
        }
      } catch (refusal) {
        callback(refusal as AddressError, []);
        return;
      }
      const [first] = addresses;
      if (options.all === true || !first) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}

function checkIp(address: string, { allowPrivate }: AddressPolicy): void {
  if (isIn(FORBIDDEN, address)) throw forbidden(address);
  if (!allowPrivate && isPrivateIp(address)) throw isPrivate(address);
}

function isPrivateIp(address: string): boolean {
  return isIn(PRIVATE, address);
}

/** Whether an address, or one of IPv4 that it leads to, lies in one of the ranges. */
function isIn(ranges: readonly Range[], text: string): boolean {
  const address = ipaddr.parse(text);
  return [address, ...leadsTo(address)].some((each) => ranges.some((range) => matches(each, range)));
}

function leadsTo(address: Address): readonly Address[] {
  const all = address.toByteArray();
  const embedded = LEADS_TO_IPV4.filter(({ range }) => matches(address, range)).map(({ bytes, isTurned }) =>
    bytes.map((at) => (all[at] ?? 0) ^ (isTurned ? 0xff : 0)),
  );
  const isIsatap = ISATAP.some((before) => all.length === 16 && before.every((byte, at) => all[8 + at] === byte));
  return [...embedded, ...(isIsatap ? [all.slice(12)] : [])].map((bytes) => ipaddr.fromByteArray(bytes));
}

type Address = ReturnType<typeof ipaddr.parse>;
type Range = ReturnType<typeof ipaddr.parseCIDR>;

function matches(address: Address, range: Range): boolean {
  return address.kind() === range[0].kind() && address.match(range);
}

function hostOf({ hostname }: URL): string {
  const host = hostname.startsWith("[") ? hostname.slice(1, -1) : hostname;
  return host.toLowerCase().replace(/\.$/, "");
}

function invalid(message: string): AddressError {
  return new AddressError(
    "ADDRESS_INVALID",
    message,
    "Give the address of the partner's graph, and nothing else in it.",
  );
}

function forbidden(host: string): AddressError {
  return new AddressError(
    "ADDRESS_FORBIDDEN",
    `Expected the address of a partner's graph; ${host} belongs to a network's own services.`,
    "Serve the graph at another address; this one is never allowed.",
  );
}

function isPrivate(host: string): AddressError {
  return new AddressError(
    "ADDRESS_PRIVATE",
    `Expected an address that is reached from anywhere; ${host} is of this machine or a private network.`,
    "Serve the graph at a public address over https, or have the hub's operator set SEGPOL_PRIVATE_PARTNERS=true.",
  );
}

function openHttp(host: string): AddressError {
  return new AddressError(
    "ADDRESS_NOT_HTTPS",
    `Expected https; http is for this machine and private networks, and ${host} is neither.`,
    "Serve the graph over https.",
  );
}

/**
 * How the names in partners' addresses are resolved while the graph serves: a name that was public when its partner joined does
 * not lead to a private network later. http addresses were given or allowed by the hub's operator.
 */
export function partnerLookup({ allowPrivate }: AddressPolicy): (url: string) => LookupFunction {
  return (url) => guardedLookup({ allowPrivate: allowPrivate || url.startsWith("http:") }, { isHttps: true });
}
