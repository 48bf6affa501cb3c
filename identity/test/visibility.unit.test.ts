import { describe, expect, it } from "vitest";
import {
  type Identity,
  isHarvester,
  isHubAdmin,
  isReadingRole,
  mayEdit,
  mayReadDesk,
  readScopeOf,
  type Role,
  delegatedRoles,
  visibilitiesFor,
  type Visibility,
} from "../src/index.js";

const with_ = (...roles: Role[]): Identity => ({
  subject: "u-1",
  issuer: "https://id.example.org",
  roles,
  expiresAt: new Date("2100-01-01T00:00:00Z"),
});

const PUBLIC: Visibility[] = ["PUBLIC"];
const PARTNERS: Visibility[] = ["PUBLIC", "PARTNERS"];
const ALL: Visibility[] = ["PUBLIC", "PARTNERS", "CABINET"];

/** Who sees what of CPS's and of CPL's records. */
const TABLE: [string, Identity | undefined, Visibility[], Visibility[]][] = [
  ["anybody", undefined, PUBLIC, PUBLIC],
  ["somebody without a role", with_(), PUBLIC, PUBLIC],
  ["an administrator of the hub", with_("hub:admin"), PUBLIC, PUBLIC],
  ["an editor of CPS", with_("partner:CPS:editor"), ALL, PARTNERS],
  ["a reader of CPS", with_("partner:CPS:reader"), ALL, PARTNERS],
  ["an editor of CPL", with_("partner:CPL:editor"), PARTNERS, ALL],
  ["a reader of CC_GPI", with_("partner:CC_GPI:reader"), PARTNERS, PARTNERS],
  ["staff of a partner whose code begins alike", with_("partner:CP:reader", "partner:CPSX:editor"), PARTNERS, PARTNERS],
  ["staff of two partners", with_("partner:CPS:reader", "partner:CPL:editor"), ALL, ALL],
  ["the cabinet", with_("cabinet"), ALL, ALL],
  ["the harvester, at an owner", with_("hub:harvester"), ALL, ALL],
  ["an administrator who is a reader too", with_("hub:admin", "partner:CPL:reader"), PARTNERS, ALL],
];

describe("what a reader sees at an owner", () => {
  it.each(TABLE)("%s", (_, identity, ofCps, ofCpl) => {
    expect(visibilitiesFor(identity, "CPS")).toEqual(ofCps);
    expect(visibilitiesFor(identity, "CPL")).toEqual(ofCpl);
  });
});

describe("what a reader sees at the hub", () => {
  it("is what the owners would show, of each owner, except to the harvester", () => {
    for (const [who, identity, ofCps, ofCpl] of TABLE.filter(([, each]) => !isHarvester(each))) {
      const { partners, cabinet, own } = readScopeOf(identity);
      const seen = (owner: string): Visibility[] =>
        ALL.filter((each) => each === "PUBLIC" || cabinet || own.includes(owner) || (each === "PARTNERS" && partners));
      expect([seen("CPS"), seen("CPL")], who).toEqual([ofCps, ofCpl]);
    }
  });

  it("is PUBLIC for the harvester and the administrator", () => {
    for (const role of ["hub:harvester", "hub:admin"] as const) {
      expect(readScopeOf(with_(role))).toEqual({ partners: false, cabinet: false, own: [] });
    }
  });

  it("names a partner once, in order, whoever one is there", () => {
    expect(readScopeOf(with_("partner:CPS:reader", "partner:ADVP:editor", "partner:CPS:editor")).own).toEqual([
      "ADVP",
      "CPS",
    ]);
  });
});

describe("what a role allows", () => {
  it("is to edit for a partner's own editors alone", () => {
    expect(mayEdit(with_("partner:CPS:editor"), "CPS")).toBe(true);
    for (const role of ["partner:CPS:reader", "partner:CPL:editor", "cabinet", "hub:admin", "hub:harvester"] as const) {
      expect(mayEdit(with_(role), "CPS"), role).toBe(false);
    }
    expect(mayEdit(undefined, "CPS")).toBe(false);
  });

  it("is to read the desk for a partner's own staff alone", () => {
    expect(mayReadDesk(with_("partner:CPS:editor"), "CPS")).toBe(true);
    expect(mayReadDesk(with_("partner:CPS:reader"), "CPS")).toBe(true);
    for (const role of ["partner:CPL:reader", "cabinet", "hub:admin", "hub:harvester"] as const) {
      expect(mayReadDesk(with_(role), "CPS"), role).toBe(false);
    }
    expect(mayReadDesk(undefined, "CPS")).toBe(false);
  });

  it("is to harvest, or to administer, for who has that role", () => {
    expect([isHarvester(with_("hub:harvester")), isHarvester(with_("cabinet")), isHarvester(undefined)]).toEqual([
      true,
      false,
      false,
    ]);
    expect([isHubAdmin(with_("hub:admin")), isHubAdmin(with_("cabinet")), isHubAdmin(undefined)]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe("the roles with which the hub asks a partner", () => {
  it("read and do nothing else", () => {
    const all: Role[] = ["partner:CPS:editor", "partner:CPL:reader", "cabinet", "hub:admin", "hub:harvester"];
    expect(delegatedRoles(all)).toEqual(["cabinet", "partner:CPL:reader", "partner:CPS:reader"]);
    expect(delegatedRoles(all).every(isReadingRole)).toBe(true);
  });

  it("show at every owner what the reader's own would, of what is shown at the hub", () => {
    for (const [who, identity] of TABLE.filter(([, each]) => each !== undefined && !isHarvester(each))) {
      for (const owner of ["CPS", "CPL", "CC_GPI"]) {
        const onTheWay = with_(...delegatedRoles(identity?.roles ?? []));
        expect(visibilitiesFor(onTheWay, owner), who).toEqual(visibilitiesFor(identity, owner));
      }
    }
  });

  it("are the same for an editor and a reader, and for one who is both", () => {
    expect(delegatedRoles(["partner:CPS:editor", "partner:CPS:reader"])).toEqual(
      delegatedRoles(["partner:CPS:reader"]),
    );
  });
});
