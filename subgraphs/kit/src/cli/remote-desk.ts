import type { ExportedFile } from "../exchange/export-records.js";
import type { ImportReport, RowReport } from "../exchange/report.js";
import type { DeskConnection } from "./desk-connection.js";

const IMPORT = `mutation ($input: ImportRecordsInput!) {
  importRecords(input: $input) {
    written dryRun notices
    counts { created changed appended unchanged bad }
    rows { sheet row kind id outcome changes { column before after } problems { ...problem } warnings { ...problem } }
    error { code message mend }
  }
}
fragment problem on ImportProblem { column code message mend }`;
const EXPORT = `query ($kind: SheetKind, $format: ExchangeFormat!) {
  exportRecords(kind: $kind, format: $format) { file { name mediaType base64 notices } error { code message mend } }
}`;

interface Failure {
  readonly code: string;
  readonly message: string;
  readonly mend: string;
}

interface ImportAnswer {
  readonly importRecords: Omit<ImportReport, "counts" | "rows"> & {
    readonly counts: Readonly<Record<"created" | "changed" | "appended" | "unchanged" | "bad", number>>;
    readonly rows: readonly (Omit<RowReport, "kind"> & { readonly kind: string })[];
    readonly error: Failure | null;
  };
}

interface ExportAnswer {
  readonly exportRecords: {
    readonly file: (Omit<ExportedFile, "bytes"> & { readonly base64: string }) | null;
    readonly error: Failure | null;
  };
}

/** A desk elsewhere refused a request, or did not answer. */
export class RemoteDeskError extends Error {
  override readonly name = "RemoteDeskError";
}

/** The desk of a partner elsewhere. The token is sent to no other address than this one. */
export function openRemoteDesk(url: string, token: string): DeskConnection {
  return {
    async import({ name, bytes }, { format, kind, dryRun = false, skipBad = false }) {
      const input = {
        fileName: name,
        content: Buffer.from(bytes).toString("base64"),
        format: format?.toUpperCase(),
        kind: kind && enumName(kind),
        dryRun,
        skipBad,
      };
      const { importRecords } = await ask<ImportAnswer>(url, token, IMPORT, { input });
      const { error, counts, rows, ...report } = importRecords;
      if (error) throw new RemoteDeskError(`${error.code}\n${error.message}\n${error.mend}`);
      return {
        ...report,
        counts: {
          CREATED: counts.created,
          CHANGED: counts.changed,
          APPENDED: counts.appended,
          UNCHANGED: counts.unchanged,
          BAD: counts.bad,
        },
        rows: rows.map((row) => ({
          ...row,
          kind: row.kind.toLowerCase().replaceAll("_", "-") as RowReport["kind"],
          sheet: row.sheet ?? undefined,
          id: row.id ?? undefined,
        })),
      };
    },
    async export({ format, kind }) {
      const variables = { format: format.toUpperCase(), kind: kind && enumName(kind) };
      const { file, error } = (await ask<ExportAnswer>(url, token, EXPORT, variables)).exportRecords;
      if (!file) throw new RemoteDeskError(error ? `${error.code}\n${error.message}\n${error.mend}` : "No file came.");
      const { base64, ...rest } = file;
      return { ...rest, bytes: Buffer.from(base64, "base64") };
    },
    close: async () => undefined,
  };
}

function enumName(kind: string): string {
  return kind.toUpperCase().replaceAll("-", "_");
}

async function ask<T>(url: string, token: string, query: string, variables: object): Promise<T> {
  let response: globalThis.Response;
  try {
    response = await fetch(url, {
      method: "POST",
      redirect: "error",
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables }),
    });
  } catch (error) {
    throw new RemoteDeskError(`Expected a desk at ${url}; it does not answer.`, { cause: error });
  }
  const answer = (await response.json().catch(() => undefined)) as
    | { data?: T | null; errors?: { message: string; extensions?: { code?: string } }[] }
    | undefined;
  const [problem] = answer?.errors ?? [];
  if (problem) throw new RemoteDeskError(`${problem.extensions?.code ?? "REFUSED"}\n${problem.message}`);
  if (!answer?.data)
    throw new RemoteDeskError(`Expected an answer of GraphQL from ${url}; got HTTP ${response.status}.`);
  return answer.data;
}
