/** What the hub uses of this package: the built server has it. */

/** A query that a page sends to the graph. */
export interface GraphRequest {
  readonly name: string;
  /** SHA-256 of the query's text, in hexadecimal. */
  readonly hash: string;
  readonly variables: object;
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

export interface GraphResponse {
  readonly body: unknown;
  /** By which the hub's log knows it. */
  readonly requestId: string | undefined;
}

/** How the graph is reached: over HTTP from a browser, without it in the hub. */
export type Transport = (request: GraphRequest) => Promise<GraphResponse>;

/** Who reads a page. */
export type PageReader =
  | { readonly state: "ANONYMOUS"; readonly canSignIn: boolean }
  /** They had signed in, and the session has ended since. */
  | { readonly state: "OVER"; readonly formToken: string }
  /** They have a session, and whose it is cannot be told right now. */
  | { readonly state: "UNKNOWN" }
  | {
      readonly state: "SIGNED_IN";
      readonly name: string;
      /** As tokens have them: cabinet, partner:CPS:editor. */
      readonly roles: readonly string[];
      /** What the form that signs out has to send. */
      readonly formToken: string;
    };

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
  /** All that its HTML depends on: with the same text it is the same, byte by byte. */
  readonly madeFrom: string;
  /** Makes its HTML. */
  readonly render: () => string;
}

/**
 * Reads what the page at an address, whose path begins with a language, is made from. A Response leads elsewhere.
 * @param request its origin begins links that have to be whole
 * @param assetsOf the files for the source modules that the page is made of
 */
export function preparePage(
  request: Request,
  transport: Transport,
  assetsOf: (modules: readonly string[]) => Assets,
  reader: PageReader,
): Promise<PreparedPage | Response>;

/** A list as a file, or in words why there is none. */
export interface ExportedFile {
  readonly status: number;
  readonly type: string;
  /** Undefined: nothing to keep. */
  readonly fileName: string | undefined;
  readonly content: string | Uint8Array;
}

/** Makes the file of the list at an address; undefined: no list has it. */
export function renderExport(request: Request, transport: Transport): Promise<ExportedFile | undefined>;

export interface RenderedCalendar {
  readonly status: number;
  /** With status 200 iCalendar, otherwise what is wrong, in words. */
  readonly body: string;
}

/** Makes the calendar at an address: /nl/agenda.ics with the filters of the agenda, or /nl/events/<id>/event.ics. */
export function renderCalendar(request: Request, transport: Transport): Promise<RenderedCalendar>;
