import type { LanguageMap } from "@segpol/schema";
import { isText } from "../../model/checks/texts.js";
import type { Translation } from "../command.js";
import type { RecordInput } from "../../model/inputs.js";
import { isAppended } from "../../model/model.js";
import type { Target } from "./load-target.js";
import { type DeskProblem, problem, shown } from "../../vocabulary/problem.js";
import type { Decision, RunContext } from "./run-context.js";
import { planUpdate } from "./update-record.js";

/** Looks at single languages of single texts that are to be set or removed; the others stay as they are. */
export async function planTranslations(
  context: RunContext,
  target: Target,
  translations: readonly Translation[],
): Promise<Decision> {
  const content = structuredClone(target.before.content) as Record<string, unknown>;
  const problems = translations.flatMap((translation, index) =>
    translate(content, translation, `translations.${index}`),
  );
  const touched = new Set(translations.map(({ field }) => field.split(".", 1)[0] ?? ""));
  const patch = Object.fromEntries(
    [...touched].filter((name) => Object.hasOwn(content, name)).map((name) => [name, content[name]]),
  );
  if (problems.length > 0) return { kind: target.kind, id: target.id, problems, before: target.before };
  return planUpdate(context, target, patch);
}

/** Sets one language in `content`; says what is wrong otherwise. */
function translate(content: Record<string, unknown>, translation: Translation, at: string): DeskProblem[] {
  const { field, language, text, original } = translation;
  const path = field.split(".");
  if (isAppended(path[0] ?? "")) {
    return [
      problem({
        field: `${at}.field`,
        code: "APPEND_ONLY",
        expected: "a text of the record or of its measures",
        came: shown(field),
      }),
    ];
  }
  const holder = valueAt(content, path.slice(0, -1));
  const name = path.at(-1) ?? "";
  const map = valueAt(holder, [name]);
  if (!isText(map)) {
    const expected = "a text that the record has: title, topics.0, measures.0.text";
    return [problem({ field: `${at}.field`, code: "TEXT_UNKNOWN", expected, came: shown(field) })];
  }
  const { [language]: old, ...others } = map;
  const said = text === undefined ? old : text;
  const changed = {
    ...others,
    ...(said == null ? {} : { [language]: said }),
    original: original ? language : map.original,
  } as LanguageMap;
  if (changed[changed.original] === undefined) {
    return [
      problem({
        field: `${at}.text`,
        code: "ORIGINAL_MISSING",
        expected: `a text in the original language ${changed.original}`,
        came: "none",
      }),
    ];
  }
  (holder as RecordInput & Record<string, unknown>)[name] = changed;
  return [];
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  let at = value;
  for (const name of path) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, name)) return undefined;
    at = (at as Record<string, unknown>)[name];
  }
  return at;
}
