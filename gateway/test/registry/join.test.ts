import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ADMIN_ENV, adminOf } from "../admin/admin-client.js";
import { StubPartner } from "../support/stub-partner.js";
import { startHub, type TestHub, untilListed } from "../support/hub-harness.js";
import { useHubDatabases } from "../support/hub-database.js";

const newDatabase = useHubDatabases();
let partners: StubPartner[];
let hubs: TestHub[];

beforeEach(async () => {
  hubs = [];
  partners = [new StubPartner("CPS"), new StubPartner("VUB"), new StubPartner("KUL")];
  for (const partner of partners) {
    partner.put(`${partner.code.toLowerCase()}:event:first`, {
      title: { original: "NL", NL: `Van ${partner.code}` },
      themes: ["TRUST"],
      focusGroups: [partner.code],
    });
    await partner.start();
  }
});

afterEach(async () => {
  await Promise.all([...hubs.map((hub) => hub.stop()), ...partners.map((partner) => partner.stop())]);
});

async function start(databaseUrl: string, env: Record<string, string> = {}): Promise<TestHub> {
  const hub = await startHub(databaseUrl, [partnerAt(0)], { ...ADMIN_ENV, ...env });
  hubs.push(hub);
  return hub;
}

function partnerAt(index: number): StubPartner {
  const partner = partners[index];
  if (!partner) throw new Error("Expected a partner.");
  return partner;
}

const urlOf = (partner: StubPartner): string => partner.definition.url;

const LICENCE = "https://creativecommons.org/licenses/by/4.0/";
const OVERVIEW = `{
  partners { code name licence contactPoint }
  records { totalCount facets { partners { code count } } sources { partner { code } } nodes { id ... on VubEvent { focusGroups } } }
}`;

describe("a partner that joins while the hub runs", () => {
  it("is in lists, partners, facets and coverage at once, and out of them when it leaves", async () => {
    const hub = await start(await newDatabase());
    const admin = adminOf(hub);
    const vub = partnerAt(1);
    await untilListed(hub, 1);
    const joined = await admin.join({
      code: "VUB",
      url: urlOf(vub),
      name: "Vrije Universiteit Brussel",
      licence: LICENCE,
      contactPoint: "data@vub.example",
      reason: "Asked by mail.",
    });
    expect(joined).toMatchObject({ accepted: true, version: 2 });
    expect(joined.changes).toContainEqual(
      expect.objectContaining({ type: "TYPE_ADDED", place: "VubEvent", level: "SAFE" }),
    );
    await untilListed(hub, 2);
    const { data } = await hub.ask(OVERVIEW);
    expect(data.partners).toEqual(
      [
        { code: "CPS", name: "Centre for Policing and Security" },
        { code: "VUB", name: "Vrije Universiteit Brussel" },
      ].map((each) => expect.objectContaining({ code: each.code })),
    );
    expect(data.partners[0]).toMatchObject({ licence: null, contactPoint: null });
    expect(data.partners[1]).toMatchObject({
      name: "Vrije Universiteit Brussel",
      licence: LICENCE,
      contactPoint: "data@vub.example",
    });
    expect(data.records.facets.partners).toContainEqual({ code: "VUB", count: 1 });
    expect(data.records.sources).toContainEqual({ partner: { code: "VUB" } });
    expect(data.records.nodes).toContainEqual({ id: "vub:event:first", focusGroups: ["VUB"] });

    expect(await admin.leave("VUB")).toMatchObject({ accepted: true, version: 3 });
    const after = await hub.ask("{ partners { code } records { totalCount } }");
    expect(after.data).toEqual({ partners: [{ code: "CPS" }], records: { totalCount: 1 } });
    expect((await hub.ask("{ records { nodes { ... on VubEvent { id } } } }")).status).toBe(400);

    expect(await admin.rollback(2)).toMatchObject({ accepted: true, version: 4 });
    expect((await hub.ask("{ records { totalCount } }")).data.records.totalCount).toBe(2);

    const { data: history } = await admin.ask("{ history { number action partner who why forced partners } }");
    expect(history.history).toEqual([
      {
        number: 4,
        action: "ROLLBACK",
        partner: null,
        who: "a tester",
        why: "Back to version 2.",
        forced: false,
        partners: ["CPS", "VUB"],
      },
      { number: 3, action: "LEAVE", partner: "VUB", who: "a tester", why: null, forced: false, partners: ["CPS"] },
      {
        number: 2,
        action: "JOIN",
        partner: "VUB",
        who: "a tester",
        why: "Asked by mail.",
        forced: false,
        partners: ["CPS", "VUB"],
      },
      expect.objectContaining({ number: 1, action: "START", partner: null, partners: ["CPS"] }),
    ]);

    // What is said of a partner's data can change without anything else.
    const profile = async () => (await hub.ask('{ partner(code: "CPS") { licence contactPoint } }')).data.partner;
    expect(await admin.publish({ code: "CPS", licence: LICENCE, contactPoint: "data@cps.example" })).toMatchObject({
      accepted: true,
      version: 5,
    });
    expect(await profile()).toEqual({ licence: LICENCE, contactPoint: "data@cps.example" });
    expect((await admin.publish({ code: "CPS", licence: LICENCE })).findings).toMatchObject([{ code: "NOTHING_NEW" }]);
    expect((await admin.publish({ code: "CPS", licence: "CC-BY" })).findings).toMatchObject([
      { code: "PARTNER_PROFILE_INVALID" },
    ]);
    expect(await admin.publish({ code: "CPS", licence: "" })).toMatchObject({ accepted: true, version: 6 });
    expect(await profile()).toEqual({ licence: null, contactPoint: "data@cps.example" });
  });

  it.each([
    [{ website: "javascript:alert(1)" }, "PARTNER_WEBSITE_INVALID"],
    [{ website: "www.vub.be" }, "PARTNER_WEBSITE_INVALID"],
    [{ licence: "CC-BY" }, "PARTNER_PROFILE_INVALID"],
    [{ contactPoint: "javascript:alert(1)" }, "PARTNER_PROFILE_INVALID"],
    [{ name: "  " }, "PARTNER_NAME_INVALID"],
    [{ name: "VUB\u0000" }, "PARTNER_NAME_INVALID"],
    [{ name: "V".repeat(501) }, "PARTNER_NAME_INVALID"],
  ])("is refused with %o, which lists could not show", async (given, code) => {
    const hub = await start(await newDatabase());
    const { data } = await adminOf(hub).ask(
      `mutation ($url: String!, $name: String, $website: String, $licence: String, $contactPoint: String) {
        joinPartner(code: "VUB", url: $url, name: $name, website: $website, licence: $licence, contactPoint: $contactPoint) { accepted version findings { code message mend } }
      }`,
      { url: urlOf(partnerAt(1)), ...given },
    );
    expect(data.joinPartner).toMatchObject({ accepted: false, version: 1, findings: [{ code }] });
    expect(data.joinPartner.findings[0].message).toMatch(/^Expected .*; got ".*"\.$/);
  });

  it("is still there after a restart, with every partner down", async () => {
    const databaseUrl = await newDatabase();
    const hub = await start(databaseUrl);
    await adminOf(hub).join({ code: "VUB", url: urlOf(partnerAt(1)) });
    await untilListed(hub, 2);
    await hub.stop();
    await Promise.all(partners.map((partner) => partner.stop()));
    const again = await start(databaseUrl);
    expect(again.version.number).toBe(2);
    expect((await again.ask("{ records { totalCount } }")).data).toEqual({ records: { totalCount: 2 } });
  });

  it("is refused with what is wrong, and nothing changes", async () => {
    const hub = await start(await newDatabase());
    const admin = adminOf(hub);
    const codes = async (
      change: Promise<{ accepted: boolean; version: number; findings: readonly { code: string }[] }>,
    ) => {
      const { accepted, version, findings } = await change;
      expect({ accepted, version }).toEqual({ accepted: false, version: 1 });
      return findings.map(({ code }) => code);
    };
    const [vub, url] = [partnerAt(1), urlOf(partnerAt(1))];
    expect(await codes(admin.join({ code: "CPS", url }))).toEqual(["PARTNER_ALREADY_IN"]);
    expect(await codes(admin.join({ code: "vub", url }))).toEqual(["PARTNER_CODE_INVALID"]);
    expect(await codes(admin.join({ code: "CP", url }))).toContain("PARTNER_CODE_CONFLICT");
    expect(await codes(admin.join({ code: "KUL", url }))).toContain("TYPE_OUTSIDE_PREFIX");
    expect(await codes(admin.join({ code: "VUB", url: "http://169.254.169.254/latest" }))).toEqual([
      "ADDRESS_FORBIDDEN",
    ]);
    expect(await codes(admin.join({ code: "VUB", url: "http://example.org/graphql" }))).toContain(
      "PARTNER_UNREACHABLE",
    );
    expect(await codes(admin.leave("VUB"))).toEqual(["PARTNER_UNKNOWN"]);
    expect(await codes(admin.rollback(1))).toEqual(["VERSION_UNKNOWN"]);
    expect(await codes(admin.publish({ code: "CPS" }))).toEqual(["NOTHING_NEW"]);
    vub.mode = "html";
    expect(await codes(admin.join({ code: "VUB", url }))).toEqual(["PARTNER_NOT_GRAPHQL"]);
    vub.mode = "status-500";
    expect(await codes(admin.join({ code: "VUB", url }))).toEqual(["PARTNER_STATUS"]);
    await vub.stop();
    expect(await codes(admin.join({ code: "VUB", url }))).toEqual(["PARTNER_UNREACHABLE"]);
    expect((await hub.ask("{ partners { code } }")).data).toEqual({ partners: [{ code: "CPS" }] });
    const { data } = await admin.ask("{ history { number } }");
    expect(data.history).toEqual([{ number: 1 }]);
  });
});

describe("a partner whose change feed does not answer", () => {
  it("joins, and publishes, with a warning that its records will not come", async () => {
    const hub = await start(await newDatabase());
    const admin = adminOf(hub);
    const vub = partnerAt(1);
    vub.harvestMode = "status-500";
    const warning = { code: "FEED_UNUSABLE", severity: "WARNING", partner: "VUB", place: "Query._changes" };
    const joined = await admin.join({ code: "VUB", url: urlOf(vub) });
    expect(joined).toMatchObject({ accepted: true, findings: [expect.objectContaining(warning)] });
    expect(joined.findings[0]?.message).toContain("HTTP status 500");
    const elsewhere = urlOf(vub).replace("127.0.0.1", "localhost");
    vub.harvestMode = "refuse";
    const published = await admin.publish({ code: "VUB", url: elsewhere });
    expect(published).toMatchObject({ accepted: true, findings: [expect.objectContaining(warning)] });
    vub.harvestMode = "ok";
    expect(await admin.check({ code: "VUB", url: urlOf(vub) })).toMatchObject({ accepted: true, findings: [] });
  });
});

describe("hub processes over one database", () => {
  it("follow each other, whoever makes the change", async () => {
    const databaseUrl = await newDatabase();
    const [one, other] = [await start(databaseUrl), await start(databaseUrl)];
    const seen = (hub: TestHub) => async () => (await hub.ask("{ partners { code } }")).data.partners.length as number;
    await adminOf(one).join({ code: "VUB", url: urlOf(partnerAt(1)) });
    await expect.poll(seen(other)).toBe(2);
    await adminOf(other).join({ code: "KUL", url: urlOf(partnerAt(2)) });
    await expect.poll(seen(one)).toBe(3);
    for (const hub of [one, other]) expect((await adminOf(hub).ask("{ version }")).data).toEqual({ version: 3 });
  });

  it("make changes one after the other when they are asked at once", async () => {
    const databaseUrl = await newDatabase();
    const [one, other] = [await start(databaseUrl), await start(databaseUrl)];
    const results = await Promise.all([
      adminOf(one).join({ code: "VUB", url: urlOf(partnerAt(1)) }),
      adminOf(other).join({ code: "KUL", url: urlOf(partnerAt(2)) }),
    ]);
    expect(results.map(({ accepted }) => accepted)).toEqual([true, true]);
    expect(results.map(({ version }) => version).toSorted((a, b) => a - b)).toEqual([2, 3]);
    const { data } = await adminOf(one).ask("{ history(first: 1) { partners } }");
    expect(data.history[0].partners.toSorted()).toEqual(["CPS", "KUL", "VUB"]);
  });
});
