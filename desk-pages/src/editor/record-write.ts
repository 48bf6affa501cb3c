import type { RecordKind } from "../generated/operations.js";
import { send } from "../graph/ask.js";
import type { Field, Model } from "../model/model.js";
import type { Transport } from "../public.js";
import { missingIn } from "../form/missing.js";
import { changesOf, inputOf, isValues } from "../form/values.js";
import { CREATE, REFUSED, UPDATE } from "../form/write.js";
import type { KeptForm } from "./use-kept-form.js";
import type { Write } from "./use-saving.js";

export interface RecordWriteOptions {
  readonly transport: Transport;
  readonly model: Model;
  readonly kind: RecordKind;
  readonly fields: readonly Field[];
  /** Undefined: a new one. */
  readonly id: string | undefined;
  readonly form: Pick<KeptForm, "base" | "version">;
}

/** How a record is made, or changed: only what differs from what was read is sent. */
export function recordWrite({ transport, model, kind, fields, id, form }: RecordWriteOptions): Write {
  return {
    async send(values, key) {
      const input = inputOf(model, fields, values);
      const errors = missingIn(model, fields, input);
      if (errors.length > 0) return { ...REFUSED, errors };
      const options = { key, dryRun: key === undefined };
      if (id === undefined) return (await send(transport, CREATE[kind], { input, ...options })).outcome;
      const changes = changesOf(fields, inputOf(model, fields, form.base), input);
      if (Object.keys(changes).length === 0) return "UNCHANGED";
      return (await send(transport, UPDATE[kind], { id, version: form.version ?? 0, changes, ...options })).outcome;
    },
    theirs: ({ current: { values } }) => (isValues(values) ? values : {}),
  };
}
