import type { FindingCode } from "../../src/index.js";
import { edited, fullSdl, smallSdl } from "./sample-subgraph.js";

/** An SDL that is right but for one thing, and the finding that says so. */
export interface Case {
  readonly finding: FindingCode;
  readonly place: string;
  readonly what: string;
  readonly sdl: string;
}

export const full = fullSdl("CC_GPI");
export const small = smallSdl("CC_GPI");

export const IMPORT = 'import: ["@key", "@shareable"]';
export const EVENT = 'type CcGpiEvent @key(fields: "id")';
export const THEME = 'type Theme @key(fields: "code", resolvable: false)';
export const SPEAKER = "type CcGpiSpeaker implements CcGpiNamed {\n  name: String!";

export function wrong(finding: FindingCode, place: string, what: string, sdl: string): Case {
  return { finding, place, what, sdl };
}

/** The full sample with one part replaced. */
export function change(before: string, after: string): string {
  return edited(full, before, after);
}

/** The full sample with more at its end. */
export function add(text: string): string {
  return `${full}\n\n${text}\n`;
}

/** The full sample with one more name imported from federation, and one part replaced. */
export function importing(name: string, before: string, after: string): string {
  return edited(change(IMPORT, `import: ["@key", "@shareable", ${name}]`), before, after);
}

/** The full sample with so many types of the partner's own in all. */
export function manyTypes(count: number): string {
  const own = [...full.matchAll(/^(?:type|interface|union|enum|input) CcGpi/gm)].length;
  return add(Array.from({ length: count - own }, (_, index) => `scalar CcGpiX${index}`).join("\n"));
}
