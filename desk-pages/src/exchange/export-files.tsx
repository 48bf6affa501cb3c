import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { useSurroundings } from "../app/surroundings.js";
import { SaveTrouble } from "../editor/save-trouble.js";
import { type ExchangeFormat, ExportRecords, type RecordKind, type SheetKind } from "../generated/operations.js";
import { send } from "../graph/ask.js";
import { type Failure, isFailure } from "../graph/failure.js";
import { KIND_NAMES } from "../shared/labels.js";
import { type FileProblem, FileTrouble } from "./file-trouble.js";
import { blobOf, download } from "../shared/files.js";

const FORMATS: readonly ExchangeFormat[] = ["XLSX", "CSV", "JSON"];
const SHEETS = {
  Event: "EVENT",
  Publication: "PUBLICATION",
  Recommendation: "RECOMMENDATION",
  LegitimacyIndicator: "INDICATOR",
} as const;

/** Records of each kind as files. */
export function ExportFiles({ kinds }: { readonly kinds: readonly RecordKind[] }) {
  const { t } = useLingui();
  const { transport } = useSurroundings();
  const [failure, setFailure] = useState<Failure>();
  const [problem, setProblem] = useState<FileProblem | null>(null);
  const give = async (kind: SheetKind, format: ExchangeFormat): Promise<void> => {
    setFailure(undefined);
    try {
      const { file, error } = (await send(transport, ExportRecords, { kind, format })).exportRecords;
      setProblem(error);
      if (file) download(file.name, blobOf(file.base64, file.mediaType));
    } catch (error) {
      if (!isFailure(error)) throw error;
      setFailure(error);
    }
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
            <button key={format} type="button" className="quiet" onClick={() => void give(SHEETS[kind], format)}>
              {format}
              <span className="visually-hidden"> ({t(KIND_NAMES[kind])})</span>
            </button>
          ))}
        </p>
      ))}
      {failure && <SaveTrouble failure={failure} onLeave={() => undefined} />}
      {problem && (
        <FileTrouble problem={problem}>
          <Trans>There is no file</Trans>
        </FileTrouble>
      )}
    </section>
  );
}
