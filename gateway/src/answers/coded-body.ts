import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { Coding } from "./coding.js";

/** Bytes from which on a body is compressed. */
const MIN_COMPRESSED = 1_024;
/** More takes many times as long for some hundredths less. */
const BROTLI_QUALITY = 5;
/** Bytes that one takes beside its texts. */
const OVERHEAD = 2_000;

const COMPRESS: Readonly<Record<Exclude<Coding, "identity">, (body: Buffer) => Promise<Buffer>>> = {
  br: (body) =>
    promisify(brotliCompress)(body, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
        [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
      },
    }),
  gzip: promisify(gzip),
};

/** A body in one coding, as it is sent. */
export interface Representation {
  /** Its bytes, each a character: Node sends head and body in one piece then, which takes half as long as two. */
  readonly body: string;
  readonly etag: string;
  /** Names and values in turn. */
  readonly headers: readonly string[];
  /** Those of an answer that says that it has not changed. */
  readonly unchangedHeaders: readonly string[];
}

export interface CodedBodyOptions {
  readonly body: Buffer;
  /** All that are the same for every request with this body, but for its length, coding and tag. */
  readonly headers: readonly (readonly [string, string])[];
}

/** Headers that say something of the body. */
const OF_BODY: ReadonlySet<string> = new Set(["content-type"]);

/** A body that is sent as each client takes it, and not sent to one that has it. It is compressed once, when it is first asked for so. */
export class CodedBody {
  readonly #body: Buffer;
  readonly #digest: string;
  readonly #headers: CodedBodyOptions["headers"];
  readonly #ready = new Map<Coding, Representation>();
  readonly #making = new Map<Coding, Promise<Representation>>();

  constructor({ body, headers }: CodedBodyOptions) {
    this.#headers = headers;
    this.#body = body;
    const type = headers.find(([name]) => OF_BODY.has(name))?.[1] ?? "";
    // The same text under another type is another representation (RFC 9110, 8.8.3).
    this.#digest = createHash("sha256").update(`${type}\n`).update(this.#body).digest("base64url").slice(0, 27);
    this.#ready.set("identity", this.#as("identity", this.#body));
  }

  /** Bytes that it takes at most, compressed ones with it. */
  get size(): number {
    return 2 * this.#body.length + OVERHEAD;
  }

  /** As a client takes it; what is not much smaller compressed is given as it is. */
  in(coding: Coding): Representation | Promise<Representation> {
    const ready = this.#ready.get(coding);
    if (ready) return ready;
    const making = this.#making.get(coding) ?? this.#make(coding);
    this.#making.set(coding, making);
    return making;
  }

  async #make(coding: Coding): Promise<Representation> {
    const plain = this.#as("identity", this.#body);
    const isLarge = coding !== "identity" && this.#body.length >= MIN_COMPRESSED;
    const compressed = isLarge ? await COMPRESS[coding](this.#body) : this.#body;
    const made = compressed.length <= this.#body.length / 2 ? this.#as(coding, compressed) : plain;
    this.#ready.set(coding, made);
    return made;
  }

  #as(coding: Coding, body: Buffer): Representation {
    const isPlain = coding === "identity";
    const etag = `"${this.#digest}${isPlain ? "" : `-${coding}`}"`;
    const all = [...this.#headers, ["etag", etag] as const];
    return {
      body: body.toString("latin1"),
      etag,
      headers: [
        ...all,
        ["content-length", String(body.length)] as const,
        ...(isPlain ? [] : [["content-encoding", coding] as const]),
      ].flat(),
      unchangedHeaders: all.filter(([name]) => !OF_BODY.has(name)).flat(),
    };
  }
}
