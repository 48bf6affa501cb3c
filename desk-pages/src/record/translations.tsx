import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { Link, useLoaderData, useRevalidator, useSearchParams } from "react-router";
import { LANGUAGE_NAMES } from "@segpol/page-base/language";
import { TranslationForm } from "../editor/translation-form.js";
import { type Language, Translations } from "../generated/operations.js";
import { ask, languageOf, type PageArgs } from "../graph/ask.js";
import { isAppendedPlace, modelOf } from "../model/model.js";
import { graphLanguage } from "../shared/graph-language.js";
import { notFound } from "../shared/not-found.js";
import { recordPath, usePagePath } from "../shared/page-path.js";
import { LANGUAGES, pageLanguageOf } from "../shared/words.js";
import { textsToTranslate, type TextToTranslate } from "../editor/texts.js";
import { RecordHeader } from "./record-header.js";

export async function loader(args: PageArgs) {
  const id = args.params["id"] ?? "";
  const { record, audit, ...model } = await ask(args, Translations, { id, language: graphLanguage(languageOf(args)) });
  if (!record) throw notFound();
  return { record, model, changes: audit.nodes.map(({ changes }) => changes.map(({ field }) => field)) };
}

const STATES: Readonly<Record<TextToTranslate["state"], MessageDescriptor>> = {
  MISSING: msg`missing`,
  DONE: msg`done`,
  DATED: msg`original changed since`,
};

/** The texts of a record, the original beside one other language. */
export function Component() {
  const { t } = useLingui();
  const path = usePagePath();
  const revalidator = useRevalidator();
  const [search] = useSearchParams();
  const { record, model: described, changes } = useLoaderData<typeof loader>();
  const model = modelOf(described);
  const texts = record.texts.filter(({ field }) => !isAppendedPlace(model, record.recordKind, field));
  const asked = LANGUAGES.find((language) => language === search.get("into"));
  const into = asked ?? firstMissing(record.title.original);
  const shown = textsToTranslate(texts, into, changes);
  const counts = LANGUAGES.map((language) => {
    const ofIt = textsToTranslate(texts, language, changes);
    const open = ofIt.filter(({ state }) => state !== "DONE").length;
    return { language, open, all: ofIt.length };
  });
  return (
    <>
      <title>{t`Translations`}</title>
      <RecordHeader record={record} />
      <nav className="tabs" aria-label={t`Translate into`}>
        <ul>
          {counts
            .filter(({ all }) => all > 0)
            .map(({ language, open, all }) => {
              const done = all - open;
              return (
                <li key={language}>
                  <Link
                    to={path(recordPath(record.id, "translations"), { into: language })}
                    aria-current={language === into ? "page" : undefined}
                  >
                    {LANGUAGE_NAMES[pageLanguageOf(language)]}{" "}
                    <small>
                      <Trans>
                        {done} of {all} done
                      </Trans>
                    </small>
                  </Link>
                </li>
              );
            })}
        </ul>
      </nav>
      {shown.length === 0 ? (
        <p>
          <Trans>Nothing has to be translated into this language.</Trans>
        </p>
      ) : (
        <TranslationForm
          key={`${record.id} ${into}`}
          id={record.id}
          version={record.version}
          into={into}
          model={model}
          kind={record.recordKind}
          texts={shown}
          isPublished={!record.draft && record.withdrawnAt === null}
          stateWords={(state) => t(STATES[state])}
          onSaved={() => void revalidator.revalidate()}
        />
      )}
    </>
  );
}

/** The national language that comes first and is not the original. */
function firstMissing(original: Language): Language {
  return original === "NL" ? "FR" : "NL";
}
