/** What a partner's server uses of this package: the built server has it. */

/** An operation that a page sends to the desk's graph. */
export interface GraphRequest {
  readonly name: string;
  /** SHA-256 of the operation's text, in hexadecimal. */
  readonly hash: string;
  readonly variables: object;
}

export interface GraphResponse {
  readonly body: unknown;
  /** By which the partner's log knows it. */
  readonly requestId: string | undefined;
}

/** How the desk's graph is reached: over HTTP from a browser, without it in the partner's process. */
export type Transport = (request: GraphRequest) => Promise<GraphResponse>;

/** Who uses the desk. */
export type DeskReader =
  | { readonly state: "ANONYMOUS"; readonly canSignIn: boolean }
  /** They had signed in, and the session has ended since. */
  | { readonly state: "OVER"; readonly formToken: string }
  | {
      readonly state: "SIGNED_IN";
      /** As the token names them; what they typed is kept in their browser under it. */
      readonly subject: string;
      readonly name: string;
      readonly mayRead: boolean;
      readonly mayEdit: boolean;
      /** What whatever writes has to send. */
      readonly formToken: string;
    };

/** Whose desk it is. */
export interface DeskPlace {
  /** The partner's code. */
  readonly code: string;
  readonly name: string;
  /** Such as http://localhost:4000; null: no hub is known. */
  readonly hubUrl: string | null;
}

/** The files of the build that a page needs, as addresses. */
export interface Assets {
  readonly script: string;
  readonly styles: readonly string[];
  /** Chunks that the script will ask for. */
  readonly preloads: readonly string[];
}

/** A page of which everything has been read. */
export interface PreparedPage {
  readonly status: number;
  /** Makes its HTML. */
  readonly render: () => string;
}

export interface PageSurroundings {
  readonly transport: Transport;
  /** The files for the source modules that a page is made of. */
  readonly assetsOf: (modules: readonly string[]) => Assets;
  readonly reader: DeskReader;
  readonly place: DeskPlace;
}

/**
 * Reads what the page at an address under /desk/<language> is made from, and does before that what a form sends. A Response leads elsewhere.
 */
export function preparePage(request: Request, surroundings: PageSurroundings): Promise<PreparedPage | Response>;
