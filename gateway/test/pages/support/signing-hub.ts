import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort, type LocalIssuer, startIssuer } from "@segpol/launcher";
import pg from "pg";
import { vi } from "vitest";
import { pageQueries, registerPages } from "../../../src/pages/pages.js";
import { startHub, type TestHub } from "../../support/hub-harness.js";
import { StubPartner } from "../../support/stub-partner.js";
import { type Seen, Visitor } from "./visitor.js";

export const COOKIE = "segpol_hub";
export const FLOW = "segpol_hub_flow";
/** Title of the one record there is, which the cabinet alone may see, and its page. */
export const HIDDEN = "Verborgen ronde tafel";
export const PAGE = "/nl/events/cps:event:cabinet";

interface Parts {
  readonly hub: TestHub;
  readonly issuer: LocalIssuer;
  readonly cps: StubPartner;
  /** The hub's. */
  readonly database: pg.Client;
  readonly folder: string;
}

/** A hub with pages, whose readers sign in at an issuer of its own; people's access tokens hold for a second. */
export class SigningHub {
  readonly hub: TestHub;
  readonly issuer: LocalIssuer;
  readonly cps: StubPartner;
  readonly database: pg.Client;
  readonly #folder: string;

  private constructor({ hub, issuer, cps, database, folder }: Parts) {
    this.hub = hub;
    this.issuer = issuer;
    this.cps = cps;
    this.database = database;
    this.#folder = folder;
  }

  static async start(databaseUrl: string): Promise<SigningHub> {
    const folder = await mkdtemp(join(tmpdir(), "segpol-sign-in-"));
    const issuer = await startIssuer({ folder, port: await freePort(), codes: ["CPS"], personTokenS: 1 });
    const cps = new StubPartner("CPS");
    cps.put("cps:event:cabinet", { title: { original: "NL", NL: HIDDEN }, visibility: "CABINET" });
    await cps.start();
    const database = new pg.Client(databaseUrl);
    await database.connect();
    const settings = {
      SEGPOL_TOKEN_ISSUER: issuer.url,
      SEGPOL_TOKEN_JWKS_URL: issuer.jwksUrl,
      SEGPOL_SIGN_IN_CLIENT_ID: issuer.pagesClient.id,
      SEGPOL_SIGN_IN_CLIENT_SECRET: issuer.pagesClient.secret,
      SEGPOL_SIGN_IN_PROMPT: "login",
    };
    const hub = await startHub(databaseUrl, [cps], settings, { routes: registerPages, pageQueries: pageQueries() });
    const token = await issuer.sign({ subject: "somebody", roles: ["cabinet"], audience: "segpol", lifetimeS: 600 });
    const headers = { authorization: `Bearer ${token}` };
    await vi.waitUntil(
      async () => (await hub.ask("{ records { totalCount } }", { headers })).data?.records.totalCount === 1,
      { timeout: 20_000 },
    );
    return new SigningHub({ hub, issuer, cps, database, folder });
  }

  async stop(): Promise<void> {
    await this.hub.stop();
    await this.database.end();
    await this.cps.stop();
    await this.issuer.stop();
    await rm(this.#folder, { recursive: true });
  }

  readonly isCallback = (location: string): boolean => location.startsWith(`${this.hub.url}/sign-in/callback`);

  signInAddress(page: string): string {
    return `${this.hub.url}/sign-in?${new URLSearchParams({ return: page }).toString()}`;
  }

  /** Goes to the issuer, and comes as far as the hub's callback. */
  async chooseAtIssuer(visitor: Visitor, person = "person:cabinet", page = PAGE): Promise<Seen> {
    const question = await visitor.follow(await visitor.get(this.signInAddress(page)));
    if (!question.text.includes(person))
      throw new Error(`Expected the issuer to offer ${person}; got ${question.text}`);
    const { pathname } = new URL(visitor.seen.findLast(({ location }) => location !== undefined)?.location ?? "");
    return await visitor.follow(await visitor.post(this.issuer.url + pathname, { person }), this.isCallback);
  }

  async signIn(visitor: Visitor, person?: string): Promise<Seen> {
    return await visitor.follow(await this.chooseAtIssuer(visitor, person));
  }

  async signedIn(person?: string): Promise<Visitor> {
    const visitor = new Visitor();
    const page = await this.signIn(visitor, person);
    if (!page.text.includes("/sign-out")) throw new Error(`Expected a page to sign out from; got ${page.text}`);
    return visitor;
  }

  async sessionCount(): Promise<number> {
    const { rows } = await this.database.query<{ count: number }>("select count(*)::int as count from reader_session");
    return rows[0]?.count ?? -1;
  }
}
