import { isLanguage, RECORD_LIMITS } from "@segpol/schema";
import { type Json, type JsonObject, isJsonArray, isJsonObject } from "../../base/json.js";
import type { HarvestedLink, HarvestedRecord, HarvestedText } from "../../catalogue/record/harvested-record.js";
import { shownInFinding } from "../../catalogue/record/record-finding.js";
import type { ProjectedRecord } from "../../composition/projection/types.js";
import { UnreadableError } from "./unreadable-error.js";

/** What the owner answered for a record. @throws UnreadableError */
export function harvestedRecord(type: ProjectedRecord, id: string, entity: JsonObject): HarvestedRecord {
  const { __typename: typeName, _links: links, _texts: texts, ...content } = entity;
  if (typeName !== type.typeName || content["id"] !== id) {
    const got = `${shownInFinding(typeName)} ${shownInFinding(content["id"])}`;
    throw new UnreadableError({ field: null, expected: `${type.typeName} ${id}`, got });
  }
  if (isNestedTooDeep(content))
    throw new UnreadableError({
      field: "measures",
      expected: `values nested to ${RECORD_LIMITS.measureLevels} levels`,
      got: "deeper ones",
      mend: "Put the measures on fewer levels.",
    });
  return {
    id,
    typeName: type.typeName,
    kind: type.kind,
    content,
    links: isJsonArray(links) ? links.map(readLink) : [],
    texts: isJsonArray(texts) ? texts.map(readText) : [],
  };
}

function readLink(link: Json, index: number): HarvestedLink {
  if (isJsonObject(link)) {
    const { rel, id } = link;
    if (typeof rel === "string" && typeof id === "string") return { rel, id };
  }
  throw new UnreadableError({ field: `_links.${index}`, expected: "rel and id", got: shownInFinding(link) });
}

function readText(entry: Json, index: number): HarvestedText {
  if (isJsonObject(entry)) {
    const { field, language, text, original } = entry;
    if (
      typeof field === "string" &&
      isLanguage(language) &&
      typeof text === "string" &&
      typeof original === "boolean"
    ) {
      return { field, language, text, original };
    }
  }
  const expected = "field, language, text and original";
  throw new UnreadableError({ field: `_texts.${index}`, expected, got: shownInFinding(entry) });
}

/** On the last level that is read, values have nothing but the name of their type. */
function isNestedTooDeep(value: Json): boolean {
  if (isJsonArray(value)) return value.some(isNestedTooDeep);
  return isJsonObject(value) && ("__typename" in value || Object.values(value).some(isNestedTooDeep));
}
