import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { useId, useState } from "react";
import { FORMAT_LOCALES } from "@segpol/page-base/language";
import { composedFrom, type ComposedDate, type DateForm, edtfOf, inForm } from "../dates/composed-date.js";
import { wordsOf } from "../dates/date-words.js";
import { usePageLanguage } from "../shared/page-path.js";
import { useForm } from "../form/form-context.js";
import { isEqual, pruned, textOf, valuesOf } from "../form/values.js";
import { DateMeaning } from "./date-meaning.js";
import { FieldControl } from "./field-control.js";
import type { ControlProps } from "./plain.js";
import { Group } from "./shell.js";

const FORMS: Readonly<Record<DateForm, MessageDescriptor>> = {
  NONE: msg`not known`,
  DAY: msg`a day`,
  MONTH: msg`a month`,
  YEAR: msg`a year`,
  RANGE: msg`from … until …`,
  OPEN: msg`from …, with no end yet`,
  EDTF: msg`otherwise, written as EDTF`,
};

/** A date as exactly as it is known, in figures and in words. */
export function DateControl({ field, path, value }: ControlProps) {
  const { t } = useLingui();
  const { set, model } = useForm();
  const formId = useId();
  const kept = valuesOf(value);
  const edtf = textOf(kept["edtf"]);
  const [date, setDate] = useState<ComposedDate>(() => composedFrom(edtf));
  // What has come from elsewhere, such as another person's change, is shown as it is.
  const shown = edtfOf(date) === edtf ? date : composedFrom(edtf);

  const take = (next: ComposedDate): void => {
    setDate(next);
    const written = edtfOf(next);
    if (next.form === "NONE") return set(path, null);
    // Words that follow from the date follow it; what somebody has put in words themselves stays.
    const wereMade = pruned(kept["text"]) === undefined || isEqual(kept["text"], wordsValue(shown));
    set(path, { ...kept, edtf: written, ...(wereMade && { text: wordsValue(next) }) });
  };
  const members = model.objects.get(field.type) ?? [];
  const others = members.filter(({ name }) => name !== "edtf");
  return (
    <Group field={field} path={path}>
      <div className="date-composer">
        <label htmlFor={formId}>{t`How exactly it is known`}</label>
        <select
          id={formId}
          value={shown.form}
          onChange={({ target }) => {
            const form = Object.keys(FORMS).find((each): each is DateForm => each === target.value);
            if (form) take(inForm(form, shown));
          }}
        >
          {Object.entries(FORMS)
            .filter(([form]) => form !== "NONE" || field.presence !== "REQUIRED" || shown.form === "NONE")
            .map(([form, name]) => (
              <option key={form} value={form}>
                {t(name)}
              </option>
            ))}
        </select>
        <Parts date={shown} take={take} path={path} />
      </div>
      {shown.form !== "NONE" && (
        <>
          <DateMeaning edtf={edtf} />
          {others.map((member) => (
            <FieldControl
              key={member.name}
              field={{ ...member, help: "" }}
              path={`${path}.${member.name}`}
              value={kept[member.name]}
            />
          ))}
        </>
      )}
    </Group>
  );
}

function wordsValue(date: ComposedDate) {
  const words = wordsOf(date);
  return words && { ...words };
}

interface PartsProps {
  readonly date: ComposedDate;
  readonly take: (date: ComposedDate) => void;
  readonly path: string;
}

function Parts({ date, take, path }: PartsProps) {
  const { t } = useLingui();
  switch (date.form) {
    case "NONE":
      return null;
    case "DAY":
      return (
        <>
          <label>
            {t`Day`}
            <input
              id={`f-${path}.edtf`}
              type="date"
              value={date.on}
              onChange={({ target }) => take({ ...date, on: target.value })}
            />
          </label>
          <About date={date} take={take} />
        </>
      );
    case "MONTH":
      return (
        <>
          <MonthParts date={date} take={take} path={path} />
          <About date={date} take={take} />
        </>
      );
    case "YEAR":
      return (
        <>
          <label>
            {t`Year`}
            <YearInput id={`f-${path}.edtf`} year={date.on} take={(on) => take({ ...date, on })} />
          </label>
          <About date={date} take={take} />
        </>
      );
    case "RANGE":
      return (
        <>
          <End id={`f-${path}.edtf`} label={t`From`} value={date.from} take={(from) => take({ ...date, from })} />
          <End label={t`Until`} value={date.to} take={(to) => take({ ...date, to })} />
        </>
      );
    case "OPEN":
      return <End id={`f-${path}.edtf`} label={t`From`} value={date.from} take={(from) => take({ ...date, from })} />;
    case "EDTF":
      return (
        <label>
          {t`EDTF, such as [2022-10..2023-03]`}
          <input
            id={`f-${path}.edtf`}
            value={date.edtf}
            onChange={({ target }) => take({ ...date, edtf: target.value })}
          />
        </label>
      );
  }
}

type OneDate = Extract<ComposedDate, { readonly isAbout: boolean }>;

function About({ date, take }: { readonly date: OneDate; readonly take: PartsProps["take"] }) {
  return (
    <label className="choice">
      <input
        type="checkbox"
        checked={date.isAbout}
        onChange={({ target }) => take({ ...date, isAbout: target.checked })}
      />
      <Trans>about then</Trans>
    </label>
  );
}

interface MonthPartsProps extends Omit<PartsProps, "date"> {
  readonly date: OneDate;
}

function MonthParts({ date, take, path }: MonthPartsProps) {
  const { t } = useLingui();
  const locale = FORMAT_LOCALES[usePageLanguage()];
  const [year = "", month = "01"] = date.on.split("-");
  const on = (y: string, m: string): string => (y === "" ? "" : `${y}-${m}`);
  const months = Array.from({ length: 12 }, (_none, index) => String(index + 1).padStart(2, "0"));
  const [chosen, setChosen] = useState(month);
  return (
    <>
      <label>
        {t`Month`}
        <select
          value={date.on === "" ? chosen : month}
          onChange={({ target }) => {
            setChosen(target.value);
            take({ ...date, on: on(year, target.value) });
          }}
        >
          {months.map((each) => (
            <option key={each} value={each}>
              {new Intl.DateTimeFormat(locale, { month: "long", timeZone: "UTC" }).format(new Date(`2000-${each}-01`))}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t`Year`}
        <YearInput
          id={`f-${path}.edtf`}
          year={year}
          take={(y) => take({ ...date, on: on(y, date.on === "" ? chosen : month) })}
        />
      </label>
    </>
  );
}

interface YearInputProps {
  readonly id: string;
  readonly year: string;
  readonly take: (year: string) => void;
}

function YearInput({ id, year, take }: YearInputProps) {
  return (
    <input
      id={id}
      inputMode="numeric"
      maxLength={4}
      size={6}
      value={year}
      onChange={({ target }) => take(target.value.replaceAll(/\D/g, ""))}
    />
  );
}

interface EndProps {
  readonly id?: string;
  readonly label: string;
  readonly value: string;
  readonly take: (text: string) => void;
}

/** One end of a range: a day, a month or a year, as it is known. */
function End({ id, label, value, take }: EndProps) {
  const { t } = useLingui();
  return (
    <label>
      {label} <small>{t`year-month-day, year-month or year`}</small>
      <input id={id} value={value} placeholder="2022-03" onChange={({ target }) => take(target.value.trim())} />
    </label>
  );
}
