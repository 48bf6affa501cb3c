import { canonicalJson, contractFields } from "@segpol/schema";
import type { TextsByField, HarvestedLink } from "../record/harvested-record.js";
import type { JsonObject } from "../../base/json.js";
import { linkFields } from "../record/link-fields.js";
import type { PreparedRecord } from "../record/prepare-record.js";

/** What a record said before it changed. */
export interface Said {
  readonly content: JsonObject;
  readonly texts: TextsByField;
  readonly languages: readonly string[];
  /** In the owner's order. */
  readonly links: readonly HarvestedLink[];
}

/** They differ with every change. */
const COUNTERS: ReadonlySet<string> = new Set(["version", "updatedAt"]);

/** The graph's fields whose answers differ in some language, in the contract's order, then those that lead to other records. */
export function changedFields(before: Said, after: PreparedRecord): string[] {
  const isOther = (a: unknown, b: unknown): boolean => canonicalJson(a ?? null) !== canonicalJson(b ?? null);
  const fields = contractFields(after.kind)
    .map(({ name }) => name)
    .filter(
      (name) =>
        !COUNTERS.has(name) &&
        (isOther(before.content[name], after.content[name]) ||
          isOther(textsUnder(name, before.texts), textsUnder(name, after.texts)) ||
          (name === "languages" && isOther(before.languages, after.languages))),
    );
  // A connection has the same records as the list that names them.
  const links = linkFields
    .filter(({ on, shape }) => on === after.kind && shape !== "connection")
    .filter(({ outgoing }) => isOther(linksBy(outgoing, before.links), linksBy(outgoing, after.links)))
    .map(({ name }) => name);
  return [...fields, ...links];
}

function textsUnder(field: string, texts: TextsByField): object {
  return Object.fromEntries(
    Object.entries(texts).filter(([place]) => place === field || place.startsWith(`${field}.`)),
  );
}

/** Naming a record twice by one relation says no more than once. */
function linksBy(relations: readonly string[], links: readonly HarvestedLink[]): string[] {
  return [...new Set(links.filter(({ rel }) => relations.includes(rel)).map(({ rel, id }) => `${rel} ${id}`))];
}
