import { parseRecordId } from "@segpol/schema";
import { Arg, Args, Ctx, ID, Int, Mutation, Query, Resolver } from "type-graphql";
import { forgetName, listPeople } from "../../desk/audit/people.js";
import { readVersion } from "../../desk/audit/read-audit.js";
import { restoredInput } from "../../desk/records/restored-input.js";
import { readSnapshot } from "../../desk/records/snapshot.js";
import { badInput } from "../../errors/input-errors.js";
import type { DeskGraph } from "../types/desk-graph.js";
import { objectType } from "../types/desk-type.js";
import { requireEditor, requireReader } from "./authorize.js";
import type { DeskContext } from "./desk-context.js";
import { carryOut, WriteOptions } from "./write-options.js";

const AuditPerson = objectType("AuditPerson", "Somebody who changed records here.", {
  subject: { type: () => ID, required: true, description: "The subject of their token." },
  name: { type: () => String, description: "What their token called them last; null: no name is kept." },
});

/** What is done with the audit trail beside reading it. */
export function createAuditResolver(graph: DeskGraph): new () => object {
  @Resolver()
  class AuditResolver {
    @Query(() => [AuditPerson], { description: "Who changed records here, 500 at most." })
    async auditPeople(@Ctx() context: DeskContext): Promise<readonly object[]> {
      requireReader(context);
      return await listPeople(context.em);
    }

    @Mutation(() => Boolean, {
      description:
        "Removes what a person is called from the audit trail; their subject stays. False: no name was kept. It comes back when they change something again.",
    })
    async forgetName(
      @Arg("subject", () => ID, { description: "The subject of their token." }) subject: string,
      @Ctx() context: DeskContext,
    ): Promise<boolean> {
      requireEditor(context);
      return await forgetName(context.em, subject);
    }

    @Mutation(() => graph.payloads.any, {
      description:
        "Lets a record say again what it said in an earlier version, as a new version, by today's rules. Where it stands, who may see it and rows that are only ever appended stay as they are.",
    })
    async restoreVersion(
      @Args(() => WriteOptions) options: WriteOptions,
      @Arg("earlier", () => Int, {
        description: "The version of which it gets the content, as the audit trail has it.",
      })
      earlier: number,
      @Arg("version", () => Int, { description: "The version that was read; another one is VERSION_CONFLICT." })
      version: number,
      @Arg("id", () => ID, { description: "The record." }) id: string,
      @Ctx() context: DeskContext,
    ): Promise<object> {
      requireEditor(context);
      const { em, partner } = context;
      const kind = parseRecordId(id)?.kind;
      const present = kind && partner.classes[kind] && (await readSnapshot(em, kind, id));
      // It says what is wrong with the id.
      const unchanged = { action: "update", kind: kind ?? "Event", id, version, input: {} } as const;
      if (!present) return await carryOut(graph, context, unchanged, { dryRun: true });
      const kept = await readVersion(em, id, earlier);
      if (!kept) {
        throw badInput(`Expected a version of ${id} that the audit trail has; got ${earlier}: \`audit\` lists them.`);
      }
      const input = restoredInput(kept.kind, kept.content, present.content);
      return await carryOut(graph, context, { ...unchanged, input }, options, {
        source: `VERSION ${earlier}`,
        // What it comes to depends on the record as it is: the same request again is known by what was asked.
        requestDigest: `restore ${id} ${version} ${earlier}`,
      });
    }
  }
  return AuditResolver;
}
