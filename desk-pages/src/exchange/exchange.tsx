import { Trans, useLingui } from "@lingui/react/macro";
import { useLoaderData } from "react-router";
import { useMayEdit } from "../app/surroundings.js";
import { Kinds } from "../generated/operations.js";
import { ask, languageOf, type PageArgs } from "../graph/ask.js";
import { graphLanguage } from "../shared/graph-language.js";
import { kindsIn } from "../shared/kinds.js";
import { ExportFiles } from "./export-files.js";
import { ImportFile } from "./import-file.js";

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
      <ExportFiles kinds={useLoaderData<typeof loader>()} />
      {mayEdit && <ImportFile />}
    </>
  );
}
