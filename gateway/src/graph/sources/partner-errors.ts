import type { GraphQLError, GraphQLFormattedError } from "graphql";
import { HUB_ERRORS } from "../../errors.js";
import { type Json, type JsonObject, isJsonArray, isJsonObject } from "../../base/json.js";
import type { WrongValue } from "./check-answer.js";

/** More errors than these in one answer of a partner are left out. */
const MAX_ERRORS = 100;
const MAX_MESSAGE_LENGTH = 500;
/** Control characters, line breaks, and what turns the direction of writing: they would let a message pass for something else. */
const CONTROLS = /[\p{Cc}\p{Zl}\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]+/gu;
/** Codes under which partners speak of a client's input. */
const INPUT_CODES: ReadonlySet<unknown> = new Set(["BAD_USER_INPUT", "BAD_CURSOR", "FOREIGN_CURSOR"]);

/** For each representation its record's place in the list that the client asked; undefined: no records were asked. */
type Places = readonly number[] | undefined;

/** What clients are told of one partner's answers, and of those that copies give in its place. */
export class PartnerErrors {
  readonly #code: string;

  constructor(code: string) {
    this.#code = code;
  }

  /** An error for what no copy has. The empty path becomes that of the list or record which the field belongs to. */
  lacking(path: (string | number)[], what: string, why: string | null): GraphQLFormattedError {
    const code = why === null ? "NOT_IN_COPY" : "PARTNER_UNAVAILABLE";
    const message =
      why === null
        ? `${what} is null: the hub's copies, which answer for earlier instants, do not have what ${this.#code} alone keeps. ${HUB_ERRORS[code].mend}`
        : `${what} is null: ${this.#code}, which alone keeps it, could not be reached (${why}). The rest of the answer stands.`;
    return this.#error(code, message, path);
  }

  /** What a partner reports, and what is wrong with its values beside that. */
  ofAnswer(reported: readonly JsonObject[], wrong: readonly WrongValue[], places: Places): GraphQLFormattedError[] {
    // A null that may not be one is explained where the partner says itself what went wrong there.
    const told = new Set(reported.map(({ path }) => JSON.stringify(path)));
    return [
      ...reported.slice(0, MAX_ERRORS).map((error) => this.#reported(error, places)),
      ...wrong
        .filter(({ path }) => !told.has(JSON.stringify(path)))
        .map(({ path, message }) => this.#error("PARTNER_ERROR", `${this.#code}: ${message}`, truePath(path, places))),
    ];
  }

  /** What went wrong over a copy. */
  ofCopy({ message, path }: GraphQLError, isInput: boolean, places: Places): GraphQLFormattedError {
    return isInput
      ? this.#error("BAD_USER_INPUT", message, truePath(path, places))
      : this.#error("NOT_IN_COPY", `${this.#code}: ${HUB_ERRORS.NOT_IN_COPY.message}`, truePath(path, places));
  }

  /** What a partner says about a client's input is passed on in its name; anything else may speak of its insides. */
  #reported({ message: said, path, extensions }: JsonObject, places: Places): GraphQLFormattedError {
    const isInput = isJsonObject(extensions) && INPUT_CODES.has(extensions["code"]);
    const code = isInput ? "BAD_USER_INPUT" : "PARTNER_ERROR";
    const words = isInput && typeof said === "string" ? oneLine(said) : "";
    return this.#error(
      code,
      `${this.#code}: ${words === "" ? HUB_ERRORS[code].message : words}`,
      truePath(path, places),
    );
  }

  #error(code: string, message: string, path: (string | number)[]): GraphQLFormattedError {
    return { message, path, extensions: { code, partner: this.#code } };
  }
}

/** `_entities.2.topics` with the place of the third representation's record in place of the 2. */
export function truePath(path: Json | undefined, places: Places): (string | number)[] {
  if (!isJsonArray(path)) return [];
  const steps = path.filter((step) => typeof step === "string" || typeof step === "number");
  if (steps.length < path.length) return [];
  // The planner's own aliases are not in the client's query.
  const alias = steps.findIndex(isPlannersAlias);
  const known = alias === -1 ? steps : steps.slice(0, alias);
  if (!places) return known;
  const [entities, index, ...rest] = known;
  const place = typeof index === "number" ? (places[index] ?? -1) : -1;
  return entities === "_entities" && place >= 0 ? [entities, place, ...rest] : [];
}

function isPlannersAlias(step: string | number): boolean {
  return typeof step === "string" && step.startsWith("__alias_");
}

function oneLine(text: string): string {
  return text.replaceAll(CONTROLS, " ").trim().slice(0, MAX_MESSAGE_LENGTH).toWellFormed();
}
