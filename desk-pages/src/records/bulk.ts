import { UPDATE } from "../form/write.js";
import { type ProblemFragment, PublishRecord, RecordThemes } from "../generated/operations.js";
import { ask, type PageArgs } from "../graph/ask.js";

/** Most records that are changed together. */
const MAX = 100;

/** What became of the records that were chosen. */
export interface BulkResult {
  readonly changed: number;
  readonly unchanged: number;
  readonly refused: readonly { readonly id: string; readonly errors: readonly ProblemFragment[] }[];
}

interface Chosen {
  readonly id: string;
  /** That was shown: of a record that somebody changed since, nothing is changed. */
  readonly version: number;
  readonly key: string;
}

interface Outcome {
  readonly status: string;
  readonly errors: readonly ProblemFragment[];
}

/** How a record is told to the form that chooses it. */
export function choiceOf({ id, version }: Pick<Chosen, "id" | "version">): string {
  return `${version} ${id}`;
}

/** Publishes the chosen records, or gives them a theme: each for itself, since none has to wait for another. */
export async function changeTogether(args: PageArgs): Promise<BulkResult> {
  const form = await args.request.formData();
  const text = (name: string): string => {
    const value = form.get(name);
    return typeof value === "string" ? value : "";
  };
  const bulk = text("bulk");
  const theme = text("theme");
  const isMeant = bulk === "publish" || (bulk === "theme" && theme !== "");
  const chosen = form
    .getAll("record")
    .flatMap((choice, index) => chosenIn(choice, `${text("key")}.${index}`))
    .slice(0, isMeant ? MAX : 0);
  const outcomes: (Outcome & { readonly id: string })[] = [];
  for (const each of chosen) {
    const outcome = bulk === "publish" ? await publish(args, each) : await addTheme(args, each, theme);
    outcomes.push({ ...outcome, id: each.id });
  }
  return {
    changed: outcomes.filter(({ status }) => status === "CHANGED").length,
    unchanged: outcomes.filter(({ status }) => status === "UNCHANGED").length,
    refused: outcomes.filter(({ errors }) => errors.length > 0),
  };
}

function chosenIn(choice: FormDataEntryValue, key: string): Chosen[] {
  const [, version, id] = typeof choice === "string" ? (/^(\d+) (\S+)$/.exec(choice) ?? []) : [];
  return version === undefined || id === undefined ? [] : [{ id, version: Number(version), key }];
}

async function publish(args: PageArgs, chosen: Chosen): Promise<Outcome> {
  return (await ask(args, PublishRecord, { ...chosen, dryRun: false })).outcome;
}

async function addTheme(args: PageArgs, { id, version, key }: Chosen, theme: string): Promise<Outcome> {
  const { record } = await ask(args, RecordThemes, { id });
  if (!record) return { status: "REFUSED", errors: [{ field: "id", code: "RECORD_UNKNOWN", message: "" }] };
  const { recordKind, themes } = record;
  if (themes.includes(theme)) return { status: "UNCHANGED", errors: [] };
  const changes = { themes: [...themes, theme] };
  return (await ask(args, UPDATE[recordKind], { id, version, changes, key, dryRun: false })).outcome;
}
