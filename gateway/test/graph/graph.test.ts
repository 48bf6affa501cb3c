import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { HUB_ERRORS } from "../../src/errors.js";
import { StubPartner } from "../support/stub-partner.js";
import { startHub, type TestHub, untilListed } from "../support/hub-harness.js";
import { useHubDatabases } from "../support/hub-database.js";

const newDatabase = useHubDatabases();
let cps: StubPartner;
let cpl: StubPartner;
let hub: TestHub;

/** Has the owners asked themselves. */
const NO_CACHE = { headers: { "cache-control": "no-cache" } };
const LETTERS = ["a", "b", "c", "d", "e", "f"];

beforeAll(async () => {
  cps = new StubPartner("CPS");
  cpl = new StubPartner("CPL");
  await Promise.all([cps.start(), cpl.start()]);
  // By title they alternate: a and b of CPS, c of CPL ...
  for (const [index, letter] of LETTERS.entries()) {
    const partner = index % 3 === 2 ? cpl : cps;
    partner.put(`${partner.code.toLowerCase()}:event:${letter}`, {
      title: { original: "NL", NL: `${letter} titel`, FR: `${letter} titre` },
      topics: [{ original: "NL", NL: `${letter} thema`, FR: `${letter} sujet` }],
      themes: ["TRUST"],
    });
  }
  hub = await startHub(await newDatabase(), [cps, cpl]);
  await untilListed(hub, LETTERS.length);
});
afterAll(async () => {
  await hub?.stop();
  await Promise.all([cps.stop(), cpl.stop()]);
});
beforeEach(() => {
  cps.received.length = 0;
  cpl.received.length = 0;
});

describe("records of several partners", () => {
  it("come in one list, each with its owner's details", async () => {
    const { data, errors } = await hub.ask(
      "{ events(orderBy: TITLE) { totalCount nodes { id topics partner { code } themes { code title(lang: NL) } } } }",
    );
    expect(errors).toEqual([]);
    expect(data.events.totalCount).toBe(6);
    expect(data.events.nodes.map(({ id }: { id: string }) => id)).toEqual([
      "cps:event:a",
      "cps:event:b",
      "cpl:event:c",
      "cps:event:d",
      "cps:event:e",
      "cpl:event:f",
    ]);
    expect(data.events.nodes.map(({ topics }: { topics: string[] }) => topics[0]?.charAt(0))).toEqual(LETTERS);
    expect(data.events.nodes[2].partner).toEqual({ code: "CPL" });
    expect(data.events.nodes[0].themes[0].title).toBeTruthy();
  });

  it("cost their owners nothing, and one request where they are asked themselves, however many records there are", async () => {
    const database = await newDatabase();
    const many = [new StubPartner("CPS"), new StubPartner("CPL")];
    for (const partner of many) {
      await partner.start();
      for (let index = 0; index < 50; index += 1) {
        partner.put(`${partner.code.toLowerCase()}:event:e${index}`, {
          title: { original: "NL", NL: `Event ${index}` },
          topics: [],
          focusGroups: [`${index}`],
        });
      }
    }
    const other = await startHub(database, many);
    try {
      await untilListed(other, 100);
      const ask = async (selection: string, headers: Record<string, string> = {}) => {
        for (const partner of many) partner.received.length = 0;
        const query = `{ events(first: 100) { nodes { id topics ${selection} } } }`;
        const { data, errors } = await other.ask(query, { headers });
        expect(errors).toEqual([]);
        expect(data.events.nodes).toHaveLength(100);
        return {
          nodes: data.events.nodes,
          asked: many.map((partner) => partner.entityRequests("").map(({ query: text }) => text.includes("topics"))),
        };
      };
      expect((await ask("")).asked).toEqual([[], []]);
      const own = await ask("... on CpsEvent { a: focusGroups b: focusGroups } ... on CplEvent { focusGroups }");
      expect(own.asked).toEqual([[false], [false]]);
      expect(own.nodes).toContainEqual({ id: "cps:event:e7", topics: [], a: ["7"], b: ["7"] });
      expect(own.nodes).toContainEqual({ id: "cpl:event:e9", topics: [], focusGroups: ["9"] });
      expect((await ask("", { "cache-control": "max-age=0, No-Cache" })).asked).toEqual([[true], [true]]);
    } finally {
      await other.stop();
      await Promise.all(many.map((partner) => partner.stop()));
    }
  });

  it("with an error of one owner that is asked itself say so at that record's place", async () => {
    for (const letter of ["c", "f"])
      cpl.mend(`cpl:event:${letter}`, { title: { original: "NL", NL: `${letter} titel` }, broken: "topics" });
    const { data, errors, text } = await hub.ask(
      "{ list: events(orderBy: TITLE) { edges { node { id subjects: topics } } } }",
      NO_CACHE,
    );
    const places = errors.map(({ path }) => path);
    expect(places).toEqual([
      ["list", "edges", 2, "node", "subjects"],
      ["list", "edges", 5, "node", "subjects"],
    ]);
    for (const { extensions, message } of errors) {
      expect(extensions).toMatchObject({ code: "PARTNER_ERROR", partner: "CPL" });
      expect(message).toContain("CPL");
    }
    expect(data.list.edges[2].node).toEqual({ id: "cpl:event:c", subjects: null });
    expect(data.list.edges[0].node.subjects).toEqual(["a thema"]);
    expect(text).not.toMatch(/hunter2|internal:5432|stack/);
    // The record is what it was for whoever comes next.
    for (const letter of ["c", "f"]) {
      cpl.mend(`cpl:event:${letter}`, {
        title: { original: "NL", NL: `${letter} titel`, FR: `${letter} titre` },
        topics: [{ original: "NL", NL: `${letter} thema`, FR: `${letter} sujet` }],
      });
    }
  });
});

describe("a partner's own query", () => {
  it("is answered by the partner", async () => {
    expect((await hub.ask('{ cpsHello(name: "hub") }')).data).toEqual({ cpsHello: "hello hub" });
  });

  it("says what is wrong with a client's input in the partner's words", async () => {
    const { data, errors } = await hub.ask('{ cpsHello(name: "") }');
    expect(data).toEqual({ cpsHello: null });
    expect(errors).toMatchObject([
      {
        message: "CPS: Expected a name; got none.",
        path: ["cpsHello"],
        extensions: { code: "BAD_USER_INPUT", partner: "CPS" },
      },
    ]);
  });
});

describe("a partner's words about a client's input", () => {
  it.each([
    ["Expected\r\na\u0000\u001b[31mname\u2028here\u0085\u202e.", "CPS: Expected a [31mname here ."],
    ["\n\u0007", `CPS: ${HUB_ERRORS.BAD_USER_INPUT.message}`],
    [`${"x".repeat(499)}\u{1f600}`, `CPS: ${"x".repeat(499)}\ufffd`],
    ["<b>géén naam</b>", "CPS: <b>géén naam</b>"],
  ])("are one line in its name: %j", async (said, message) => {
    const { errors } = await hub.ask("query ($name: String!) { cpsHello(name: $name) }", {
      variables: { name: `!${said}` },
    });
    expect(errors).toMatchObject([{ message, extensions: { code: "BAD_USER_INPUT", partner: "CPS" } }]);
  });
});

describe("Accept-Language", () => {
  it("reaches the catalogue and the owner", async () => {
    const { data } = await hub.ask("{ events(orderBy: TITLE) { nodes { title topics } } }", {
      headers: { "accept-language": "fr-BE, nl;q=0.5" },
    });
    expect(data.events.nodes[0]).toEqual({ title: "a titre", topics: ["a sujet"] });
    const fresh = { "accept-language": "fr-BE, nl;q=0.5", "cache-control": "no-cache" };
    expect((await hub.ask("{ events(orderBy: TITLE) { nodes { title topics } } }", { headers: fresh })).data).toEqual(
      data,
    );
    expect(cps.entityRequests("topics")[0]?.headers["accept-language"]).toBe("fr-BE, nl;q=0.5");
  });

  it("and the request's id are all that owners learn of a client", async () => {
    await hub.ask("{ events { nodes { ... on CpsEvent { focusGroups } } } }", {
      headers: {
        authorization: "Bearer secret",
        cookie: "a=b",
        "x-forwarded-for": "1.2.3.4",
        "x-request-id": "dash-1",
      },
    });
    const headers = cps.entityRequests("focusGroups")[0]?.headers ?? {};
    expect(headers["x-request-id"]).toBe("dash-1");
    expect(Object.keys(headers).filter((name) => /auth|cookie|forwarded/.test(name))).toEqual([]);
  });
});

describe("what owners change", () => {
  it("arrives in the lists: new records, updates, withdrawals", async () => {
    const list = () =>
      hub
        .ask('{ events(filter: { partners: ["CPL"] }, orderBy: TITLE) { nodes { id title(lang: NL) } } }')
        .then(({ data }) => data.events.nodes);
    cpl.put("cpl:event:new", { title: { original: "NL", NL: "nieuw" } });
    await expect.poll(list).toHaveLength(3);
    cpl.put("cpl:event:new", { title: { original: "NL", NL: "anders" } });
    await expect.poll(list).toContainEqual(expect.objectContaining({ title: "anders" }));
    cpl.withdraw("cpl:event:new");
    await expect.poll(list).toMatchObject([{ id: "cpl:event:c" }, { id: "cpl:event:f" }]);
  });
});

describe("the catalogue", () => {
  it("is served over HTTP too, for federation routers elsewhere", async () => {
    const { data, errors } = await hub.ask(
      "{ events(orderBy: TITLE, first: 1) { nodes { id title } } _service { sdl } }",
      {
        path: "/catalogue/graphql",
        headers: { "accept-language": "fr" },
      },
    );
    expect(errors).toEqual([]);
    expect(data.events.nodes).toEqual([{ id: "cps:event:a", title: "a titre" }]);
    expect(data._service.sdl).toContain("CpsEvent");
  });
});
