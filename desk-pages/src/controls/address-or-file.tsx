import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { useId, useRef, useState } from "react";
import { SignInLink } from "../app/reader-status.js";
import { useMayEdit, useSurroundings } from "../app/surroundings.js";
import { FormContext, useForm } from "../form/form-context.js";
import { KeepEvidence, type KeepEvidenceMutation } from "../generated/operations.js";
import { textOf } from "../form/values.js";
import { send } from "../graph/ask.js";
import { isFailure, NOT_SIGNED_IN } from "../graph/failure.js";
import type { Field } from "../model/model.js";
import { base64Of } from "../shared/files.js";
import { type ControlProps, LineControl } from "./plain.js";

type FileProblem = NonNullable<KeepEvidenceMutation["keepEvidence"]["error"]>;

/** Why a file is not kept, by its code. */
const WORDS: Readonly<Record<string, MessageDescriptor>> = {
  FILE_EMPTY: msg`The file is empty.`,
  FILE_TOO_LARGE: msg`The file is too large.`,
  FILE_TYPE_REFUSED: msg`Files of this kind are not kept. Save it as a PDF, and give that.`,
  FILE_NAME_CONTRADICTS: msg`The file's content is not what the end of its name says.`,
  TOO_MANY_FILES: msg`Too many files wait for a statement that names them. Write those statements down first.`,
  [NOT_SIGNED_IN]: msg`Your session has ended. Sign in again; what you typed is kept in this browser.`,
};
/** Addresses of files that the partner keeps. */
const KEPT_HERE = /\/desk\/evidence\//;
const OTHERWISE = msg`The file could not be kept. Try again in a minute.`;

interface AddressOrFileProps extends ControlProps {
  readonly file: NonNullable<Field["file"]>;
  /** The recommendation that the file belongs to. */
  readonly recommendation: string;
}

/** A web address, or a file that the partner keeps and that then has one. */
export function AddressOrFile({ file, recommendation, ...control }: AddressOrFileProps) {
  const { path, field } = control;
  const { t } = useLingui();
  const { transport } = useSurroundings();
  const mayEdit = useMayEdit();
  const form = useForm();
  const { set } = form;
  const hashPath = `${path.slice(0, path.lastIndexOf("."))}.${file.hashField}`;
  const inputId = useId();
  const [kept, setKept] = useState<string>();
  const [problem, setProblem] = useState<FileProblem>();
  const [isBusy, setIsBusy] = useState(false);
  /** The file that was given last counts, whichever is kept first. */
  const current = useRef<File>(undefined);

  const keep = async (given: File): Promise<FileProblem | undefined> => {
    // Before anything is sent: what is larger the partner does not read to its end.
    if (given.size > file.maxBytes) return { code: "FILE_TOO_LARGE", message: `${given.size} > ${file.maxBytes}` };
    try {
      const content = await base64Of(given);
      const asked = { recommendation, name: given.name, content };
      const { file: found, error } = (await send(transport, KeepEvidence, asked)).keepEvidence;
      if (current.current !== given || !found) return error ?? undefined;
      set(path, found.url);
      set(hashPath, found.sha256);
      setKept(given.name);
    } catch (error) {
      if (!isFailure(error)) throw error;
      return error;
    }
  };
  const take = async (given: File | undefined): Promise<void> => {
    current.current = given;
    setProblem(undefined);
    setKept(undefined);
    setIsBusy(given !== undefined);
    if (!given) return;
    const found = await keep(given);
    if (current.current !== given) return;
    setProblem(found);
    setIsBusy(false);
  };
  /** Another address is no longer of the file whose hash stands beside it. */
  const setAddress: typeof set = (at, value) => {
    set(at, value);
    setKept(undefined);
    if (KEPT_HERE.test(textOf(control.value))) set(hashPath, null);
  };
  return (
    <>
      <FormContext value={{ ...form, set: setAddress }}>
        <LineControl {...control} />
      </FormContext>
      {mayEdit && (
        <div className="field">
          <label htmlFor={inputId}>
            <Trans>Or a file of your own</Trans> <span className="visually-hidden">({field.label})</span>
          </label>
          <p className="help">
            <Trans>The partner keeps it. Who may see this record once it is published can have the file too.</Trans>
          </p>
          <input
            id={inputId}
            type="file"
            accept={file.endings.map((ending) => `.${ending}`).join(",")}
            onChange={({ target }) => void take(target.files?.[0])}
          />
          <p role="status">
            {isBusy && <Trans>Keeping the file…</Trans>}
            {kept !== undefined && (
              <Trans>
                The file is kept: <bdi>{kept}</bdi>
              </Trans>
            )}
          </p>
          {problem && (
            <p role="alert" className="field-problems">
              {t(WORDS[problem.code] ?? OTHERWISE)}{" "}
              {problem.code === NOT_SIGNED_IN ? (
                <SignInLink />
              ) : (
                <small lang="en" className="detail">
                  {problem.message}
                </small>
              )}
            </p>
          )}
        </div>
      )}
    </>
  );
}
