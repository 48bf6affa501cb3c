import { useLingui } from "@lingui/react/macro";
import { useId, useState } from "react";
import { LANGUAGE_NAMES } from "@segpol/page-base/language";
import type { Language } from "../generated/operations.js";
import { graphLanguage } from "../shared/graph-language.js";
import { usePageLanguage } from "../shared/page-path.js";
import { LANGUAGES, pageLanguageOf } from "../shared/words.js";
import { useForm } from "../form/form-context.js";
import { pruned, textOf, valuesOf } from "../form/values.js";
import type { ControlProps } from "./plain.js";
import { Group, Problems, useDescription } from "./shell.js";

/** A text in each language that somebody has written it in; further ones are added by a button. */
export function TextControl({ field, path, value }: ControlProps) {
  const { t } = useLingui();
  const { set } = useForm();
  const page = graphLanguage(usePageLanguage());
  const texts = valuesOf(value);
  const written = LANGUAGES.filter((language) => pruned(texts[language]) !== undefined);
  const [opened, setOpened] = useState<readonly Language[]>([]);
  const shown = LANGUAGES.filter(
    (language) =>
      written.includes(language) ||
      opened.includes(language) ||
      (written.length === 0 && opened.length === 0 && language === page),
  );
  const original =
    LANGUAGES.find((language) => language === texts["original"]) ?? (written.length === 1 ? written[0] : undefined);
  const originals = useId();
  return (
    <Group field={field} path={path}>
      {shown.map((language) => (
        <OneLanguage
          key={language}
          language={language}
          path={`${path}.${language}`}
          text={textOf(texts[language])}
          isOriginal={written.length > 1 && language === original}
          isMultiline={field.multiline}
          maxLength={field.maxLength}
        />
      ))}
      <div className="language-buttons">
        {LANGUAGES.filter((language) => !shown.includes(language)).map((language) => (
          <button key={language} type="button" className="quiet" onClick={() => setOpened([...shown, language])}>
            + {LANGUAGE_NAMES[pageLanguageOf(language)]}
            <span className="visually-hidden"> ({field.label})</span>
          </button>
        ))}
        {written.length > 1 && (
          <label htmlFor={originals} className="original">
            {t`First written in`}{" "}
            <select
              id={originals}
              value={original ?? ""}
              onChange={({ target }) => set(`${path}.original`, target.value)}
            >
              {original === undefined && <option value="">{t`none chosen`}</option>}
              {written.map((language) => (
                <option key={language} value={language}>
                  {LANGUAGE_NAMES[pageLanguageOf(language)]}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
    </Group>
  );
}

interface OneLanguageProps {
  readonly language: Language;
  readonly path: string;
  readonly text: string;
  readonly isOriginal: boolean;
  readonly isMultiline: boolean;
  readonly maxLength: number | null;
}

function OneLanguage({ language, path, text, isOriginal, isMultiline, maxLength }: OneLanguageProps) {
  const { t } = useLingui();
  const { set } = useForm();
  const { described, problems } = useDescription(path);
  const control = {
    ...described,
    lang: pageLanguageOf(language),
    value: text,
    maxLength: maxLength ?? undefined,
    onChange: ({ target }: { readonly target: { readonly value: string } }) => set(path, target.value),
  };
  return (
    <div className="language">
      <label htmlFor={described.id}>
        {LANGUAGE_NAMES[pageLanguageOf(language)]}
        {isOriginal && <small> {t`original`}</small>}
      </label>
      <Problems path={path} problems={problems} />
      {isMultiline ? (
        <textarea rows={Math.min(12, 3 + Math.floor(text.length / 80))} {...control} />
      ) : (
        <input {...control} />
      )}
    </div>
  );
}
