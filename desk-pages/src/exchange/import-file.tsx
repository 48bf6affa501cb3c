import { Trans } from "@lingui/react/macro";
import { type ChangeEvent, useId, useRef, useState } from "react";
import { useSurroundings } from "../app/surroundings.js";
import { SaveTrouble } from "../editor/save-trouble.js";
import { newKey } from "../form/new-key.js";
import { ImportRecords } from "../generated/operations.js";
import { send } from "../graph/ask.js";
import { type Failure, isFailure } from "../graph/failure.js";
import { ColumnsShown, type Meanings } from "./columns-shown.js";
import { FileTrouble } from "./file-trouble.js";
import { base64Of } from "../shared/files.js";
import { type Report, ReportShown } from "./report.js";

interface Chosen {
  readonly fileName: string;
  readonly content: string;
  /** What headers mean that were not recognised. */
  readonly meanings: Meanings;
  /** Names the import, so that it is done once however often it is sent. */
  readonly key: string;
}

/** Takes a file in, after it was shown what would become of each row. */
export function ImportFile() {
  const { transport } = useSurroundings();
  const inputId = useId();
  const [chosen, setChosen] = useState<Chosen>();
  const [preview, setPreview] = useState<Report>();
  /** As the file was read last: one that cannot be read since somebody said what a column is can be put right. */
  const [tables, setTables] = useState<Report["tables"]>([]);
  const [result, setResult] = useState<Report>();
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const isWriting = useRef(false);
  /** The file that was given last: of one before it nothing is shown any more, and nothing written. */
  const current = useRef<File>(undefined);

  const run = async (
    of: File | undefined,
    { fileName, content, meanings, key }: Chosen,
    options: { readonly dryRun: boolean; readonly skipBad: boolean },
  ): Promise<void> => {
    setIsBusy(true);
    setFailure(undefined);
    const columns = Object.entries(meanings).map(([header, column]) => ({ header, column }));
    const input = { fileName, content, columns, ...options, ...(!options.dryRun && { idempotencyKey: key }) };
    try {
      const { importRecords: report } = await send(transport, ImportRecords, { input });
      if (current.current !== of) return;
      if (report.tables.length > 0) setTables(report.tables);
      if (options.dryRun) setPreview(report);
      else setResult(report);
    } catch (error) {
      if (!isFailure(error)) throw error;
      if (current.current === of) setFailure(error);
    } finally {
      if (current.current === of) setIsBusy(false);
    }
  };
  const take = async (file: File | undefined): Promise<void> => {
    if (isWriting.current) return;
    current.current = file;
    setPreview(undefined);
    setTables([]);
    setResult(undefined);
    setChosen(undefined);
    setFailure(undefined);
    setIsBusy(false);
    if (!file) return;
    const next = { fileName: file.name, content: await base64Of(file), meanings: {}, key: newKey() };
    if (current.current !== file) return;
    setChosen(next);
    await run(file, next, { dryRun: true, skipBad: false });
  };
  /** Reads the file anew, now that somebody says what its columns are. */
  const say = async (file: Chosen, meanings: Meanings): Promise<void> => {
    if (isWriting.current) return;
    const next = { ...file, meanings, key: newKey() };
    setChosen(next);
    await run(current.current, next, { dryRun: true, skipBad: false });
  };
  const write = async (file: Chosen, skipBad: boolean): Promise<void> => {
    if (isWriting.current) return;
    isWriting.current = true;
    await run(current.current, file, { dryRun: false, skipBad }).finally(() => {
      isWriting.current = false;
    });
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
          <ReadTrouble report={preview} />
          {chosen && (
            <ColumnsShown
              tables={tables}
              meanings={chosen.meanings}
              onSaid={isBusy ? undefined : (meanings) => void say(chosen, meanings)}
            />
          )}
          {!preview.error && <ReportShown report={preview} />}
          {chosen && !preview.error && (
            <Confirm report={preview} isBusy={isBusy} write={(skipBad) => void write(chosen, skipBad)} />
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
          <ReadTrouble report={result} />
          <ReportShown report={result} />
        </>
      )}
    </section>
  );
}

/** Why a file as a whole is not read. */
function ReadTrouble({ report: { error } }: { readonly report: Report }) {
  return (
    error && (
      <FileTrouble problem={error}>
        <Trans>This file cannot be read</Trans>
      </FileTrouble>
    )
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
