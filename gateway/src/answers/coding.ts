import { LRUCache } from "lru-cache";

/** The most wanted by the hub first: it is what the client gets that wants several alike. */
const CODINGS = ["br", "gzip", "identity"] as const;
export type Coding = (typeof CODINGS)[number];

/** Values of the header that are remembered; clients send few different ones. */
const MAX_KNOWN = 200;
const MAX_LENGTH = 200;
/** Of what a client does not speak of: an answer as it is may always be sent, as the last choice. */
const UNNAMED = { identity: 0.0001, other: 0 };

const known = new LRUCache<string, Coding>({ max: MAX_KNOWN, memoMethod: choose });

/** The coding that a client wants most of those that there are (RFC 9110, 12.5.3); none where it takes none of them. */
export function codingFor(acceptEncoding: string | undefined): Coding {
  if (acceptEncoding === undefined || acceptEncoding.length > MAX_LENGTH) return "identity";
  return known.memo(acceptEncoding);
}

function choose(acceptEncoding: string): Coding {
  const weights = new Map(acceptEncoding.split(",").map(readWeight));
  const weightOf = (coding: Coding): number =>
    weights.get(coding) ?? (coding === "identity" ? UNNAMED.identity : (weights.get("*") ?? UNNAMED.other));
  const [best = "identity"] = CODINGS.toSorted((a, b) => weightOf(b) - weightOf(a));
  return weightOf(best) > 0 ? best : "identity";
}

/** `gzip;q=0.5`; a weight that cannot be read is none. */
function readWeight(text: string): [coding: string, weight: number] {
  const [coding = "", ...parameters] = text.split(";").map((each) => each.trim().toLowerCase());
  const given = parameters.find((each) => each.startsWith("q="))?.slice(2);
  const weight = given === undefined ? 1 : Number(given);
  return [coding, weight >= 0 && weight <= 1 ? weight : 0];
}
