import { RECORD_KINDS, type RecordKind, recordId, recordTypeName } from "@segpol/schema";
import { describe, expect, test } from "vitest";
import type { Partner } from "../partner/partner.js";
import { ask } from "./ask.js";
import { readEntities, readFeed } from "./harvest.js";
import type { PartnerUnderTest } from "./partner-under-test.js";

/** The least that a record of each kind is made from. */
const INPUTS: Readonly<Record<RecordKind, string>> = {
  Event: '{ title: { NL: "Aan de balie" }, kind: OTHER }',
  Publication: '{ title: { NL: "Aan de balie" }, type: OTHER }',
  Recommendation: '{ title: { NL: "Aan de balie" } }',
  LegitimacyIndicator: '{ title: { NL: "Aan de balie" } }',
};

/** What the desk of every partner does, whatever columns and tables the partner has beside the standard ones. */
export function runDeskSuite(partner: Partner, running: () => PartnerUnderTest): void {
  const { code } = partner;
  const kinds = RECORD_KINDS.filter((kind) => partner.classes[kind]);

  /** Carries out a mutation as an editor of a partner; gives its answer, or the code of its error. */
  async function mutate(mutation: string, editorOf = code): Promise<unknown> {
    const { server, issuers } = running();
    const token = await issuers.token("users", code, [`partner:${editorOf}:editor`]);
    const query = `mutation { answer: ${mutation} { status errors { message } } }`;
    const { data, errors } = await ask(server.deskUrl, query, {}, { authorization: `Bearer ${token}` });
    return errors[0]?.extensions["code"] ?? data?.["answer"];
  }

  describe("its desk", () => {
    test.each(kinds)("makes a %s as a draft, publishes, changes, withdraws and erases it", async (kind) => {
      const id = recordId(code, kind, "made-at-the-desk");
      const done = (status: string) => ({ status, errors: [] });
      const { url } = running();
      const { cursor } = await readFeed(url);
      const changes = async () => (await readFeed(url, cursor)).changes;
      const type = recordTypeName(code, kind);
      expect(await mutate(`create${kind}(slug: "made-at-the-desk", draft: true, input: ${INPUTS[kind]})`)).toEqual(
        done("CREATED"),
      );
      expect(await changes()).toEqual([]);
      expect(await readEntities(url, partner, kind, [id])).toEqual([null]);
      expect(await mutate(`publishRecord(id: "${id}", version: 1)`)).toEqual(done("CHANGED"));
      expect(await mutate(`update${kind}(id: "${id}", version: 2, changes: { summary: { FR: "Court" } })`)).toEqual(
        done("CHANGED"),
      );
      expect(await readEntities(url, partner, kind, [id])).toMatchObject([{ id, version: 3, summary: "Court" }]);
      expect(await changes()).toEqual([{ id, type, withdrawn: false, erased: false }]);
      expect(await mutate(`withdrawRecord(id: "${id}", version: 3)`)).toEqual(done("CHANGED"));
      expect(await changes()).toEqual([{ id, type, withdrawn: true, erased: false }]);
      expect(await mutate(`eraseRecord(id: "${id}", version: 4)`)).toEqual(done("CHANGED"));
      expect(await changes()).toEqual([{ id, type, withdrawn: true, erased: true }]);
    });

    test.each(kinds)("takes no %s from another partner's editor", async (kind) => {
      const mutation = `create${kind}(slug: "not-theirs", input: ${INPUTS[kind]})`;
      expect(await mutate(mutation, "SOMEBODY_ELSE")).toBe("FORBIDDEN");
      expect(await readEntities(running().url, partner, kind, [recordId(code, kind, "not-theirs")])).toEqual([null]);
    });

    test("has pages in a browser, in each language, which show nothing to who has not signed in", async () => {
      const { origin } = new URL(running().server.deskUrl);
      for (const language of ["nl", "fr", "de", "en"]) {
        const page = await fetch(`${origin}/desk/${language}/records`);
        expect(page.status).toBe(401);
        expect(page.headers.get("content-type")).toContain("text/html");
        expect(page.headers.get("cache-control")).toBe("private, no-store");
        const html = await page.text();
        expect(html).toContain(`<html lang="${language}">`);
        expect(html).toContain(`"place":{"code":"${code}"`);
        expect(html).toContain('"loaderData":{}');
        const [, script = ""] = /<script type="module" src="([^"]+)"/.exec(html) ?? [];
        expect((await fetch(origin + script)).status).toBe(200);
      }
    });
  });
}
