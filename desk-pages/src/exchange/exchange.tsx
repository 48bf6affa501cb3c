import { Trans, useLingui } from "@lingui/react/macro";
import { type ChangeEvent, useId, useRef, useState } from "react";
import { useLoaderData } from "react-router";
import { useMayEdit, useSurroundings } from "../app/surroundings.js";
import { newKey } from "../form/new-key.js";
import { type ExchangeFormat, ExportRecords, ImportRecords, Kinds, type SheetKind } from "../generated/operations.js";
import { ask, languageOf, type PageArgs, send } from "../graph/ask.js";
import { type Failure, isFailure } from "../graph/failure.js";
import { graphLanguage } from "../shared/graph-language.js";
import { kindsIn } from "../shared/kinds.js";
import { KIND_NAMES } from "../shared/labels.js";
import { SaveTrouble } from "../editor/save-trouble.js";
import { base64Of, blobOf, download } from "./files.js";
import { type Report, ReportShown } from "./report.js";

export async function loader(args: PageArgs) {
  return kindsIn(await ask(args, Kinds, { language: graphLanguage(languageOf(args)) }));
}

/** Records as files: taken in, after it was shown what would become of each row, and given out. */
export function Component() {
  const { t } = useLingui();
  const mayEdit = useMayEdit();
  return (
    <>
      <title>{t`Spreadsheets`}</title>
      <h1>
        <Trans>Spreadsheets</Trans>
      </h1>
      <Exports />
      {mayEdit && <Imports />}
    </>
  );
}

const FORMATS: readonly ExchangeFormat[] = ["XLSX", "CSV", "JSON"];
const SHEETS = {
  Event: "EVENT",
  Publication: "PUBLICATION",
  Recommendation: "RECOMMENDATION",
  LegitimacyIndicator: "INDICATOR",
} as const;

function Exports() {
  const { t } = useLingui();
  const { transport } = useSurroundings();
  const kinds = useLoaderData<typeof loader>();
  const [failure, setFailure] = useState<Failure>();
  const give = (kind: SheetKind, format: ExchangeFormat): void => {
    send(transport, ExportRecords, { kind, format }).then(
      ({ exportRecords: { file } }) => file && download(file.name, blobOf(file.base64, file.mediaType)),
      (error: unknown) => setFailure(isFailure(error) ? error : undefined),
    );
  };
  return (
    <section>
      <h2>
        <Trans>Take records along</Trans>
      </h2>
      <p>
        <Trans>
          A file of all records of a kind, drafts included. Change it in a spreadsheet and bring it back here; it is a
          template too.
        </Trans>
      </p>
      {kinds.map((kind) => (
        <p key={kind} className="exports">
          {t(KIND_NAMES[kind])}{" "}
          {FORMATS.map((format) => (
            <button key={format} type="button" className="quiet" onClick={() => give(SHEETS[kind], format)}>
              {format}
              <span className="visually-hidden"> ({t(KIND_NAMES[kind])})</span>
            </button>
          ))}
        </p>
      ))}
      {failure && <SaveTrouble failure={failure} onLeave={() => undefined} />}
    </section>
  );
}

interface Chosen {
  readonly fileName: string;
  readonly content: string;
  /** Names the import, so that it is done once however often it is sent. */
  readonly key: string;
}

function Imports() {
  const { transport } = useSurroundings();
  const inputId = useId();
  const [chosen, setChosen] = useState<Chosen>();
  const [preview, setPreview] = useState<Report>();
  const [result, setResult] = useState<Report>();
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const running = useRef(false);

  const run = async (file: Chosen, options: { readonly dryRun: boolean; readonly skipBad: boolean }): Promise<void> => {
    if (running.current) return;
    running.current = true;
    setIsBusy(true);
    setFailure(undefined);
    try {
      const { fileName, content, key } = file;
      const input = { fileName, content, ...options, ...(!options.dryRun && { idempotencyKey: key }) };
      const { importRecords: report } = await send(transport, ImportRecords, { input });
      if (options.dryRun) setPreview(report);
      else setResult(report);
    } catch (error) {
      if (!isFailure(error)) throw error;
      setFailure(error);
    } finally {
      running.current = false;
      setIsBusy(false);
    }
  };
  const take = async (file: File | undefined): Promise<void> => {
    setPreview(undefined);
    setResult(undefined);
    setChosen(undefined);
    if (!file) return;
    const next = { fileName: file.name, content: await base64Of(file), key: newKey() };
    setChosen(next);
    await run(next, { dryRun: true, skipBad: false });
  };
  return (
    <section>
      <h2>
        <Trans>Bring records in</Trans>
      </h2>
      <div
        className="drop"
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault();
          void take(event.dataTransfer.files[0]);
        }}
      >
        <label htmlFor={inputId}>
          <Trans>A file: XLSX, CSV, JSON or a calendar (.ics). Choose it, or drop it here.</Trans>
        </label>
        <input
          id={inputId}
          type="file"
          accept=".xlsx,.csv,.json,.ics"
          onChange={({ target }: ChangeEvent<HTMLInputElement>) => void take(target.files?.[0])}
        />
        <p>
          <Trans>Nothing is written before you have seen what would become of each row.</Trans>
        </p>
      </div>
      <p role="status">{isBusy && <Trans>Reading the file…</Trans>}</p>
      {failure && <SaveTrouble failure={failure} onLeave={() => undefined} />}
      {preview && !result && (
        <>
          <FileError report={preview} />
          {!preview.error && <ReportShown report={preview} />}
          {chosen && !preview.error && (
            <Confirm
              report={preview}
              isBusy={isBusy}
              write={(skipBad) => void run(chosen, { dryRun: false, skipBad })}
            />
          )}
        </>
      )}
      {result && (
        <>
          <p className="notice" role="status">
            {result.written ? (
              <Trans>The file is imported.</Trans>
            ) : (
              <Trans>Nothing was written: it was so already, or a row was refused.</Trans>
            )}
          </p>
          <FileError report={result} />
          <ReportShown report={result} />
        </>
      )}
    </section>
  );
}

/** Why a file as a whole is not read, as the desk says it. */
function FileError({ report: { error } }: { readonly report: Report }) {
  if (!error) return null;
  return (
    <section className="problems" role="alert">
      <h2>
        <Trans>This file cannot be read</Trans>
      </h2>
      <p lang="en">
        {error.message} {error.mend} <code>{error.code}</code>
      </p>
    </section>
  );
}

interface ConfirmProps {
  readonly report: Report;
  readonly isBusy: boolean;
  readonly write: (skipBad: boolean) => void;
}

function Confirm({ report: { counts }, isBusy, write }: ConfirmProps) {
  const { created, changed, appended, bad } = counts;
  const written = created + changed + appended;
  if (written === 0) {
    return (
      <p>
        <Trans>There is nothing to write.</Trans>
      </p>
    );
  }
  return (
    <p className="save-bar">
      <button type="button" disabled={isBusy} onClick={() => write(bad > 0)}>
        {bad > 0 ? (
          <Trans>
            Write {written} rows and leave out {bad}
          </Trans>
        ) : (
          <Trans>Write {written} rows</Trans>
        )}
      </button>
    </p>
  );
}
