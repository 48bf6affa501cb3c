import { useLingui } from "@lingui/react/macro";
import { useSearchParams } from "react-router";
import type { ChoicesFragment } from "../generated/operations.js";
import { Choice, type Counted, type Option } from "./filter-form.js";
import { useFormat } from "./format.js";

interface RecordChoiceProps {
  readonly choices: ChoicesFragment;
  /** How many there are with each, without this choice. */
  readonly counts?: readonly Counted[];
}

export function ThemeChoice({ choices: { themes }, counts }: RecordChoiceProps) {
  const { t } = useLingui();
  const options = themes.map(({ code, title }) => ({ code, label: title }));
  return <Choice name="theme" label={t`Theme`} options={options} {...(counts && { counts })} />;
}

interface PartnerChoiceProps extends RecordChoiceProps {
  /** Name in the address. Default: partner. */
  readonly name?: string;
  readonly label?: string;
}

export function PartnerChoice({ choices: { partners }, counts, name = "partner", label }: PartnerChoiceProps) {
  const { t } = useLingui();
  const options = partners.map(({ code, name: words }) => ({ code, label: words }));
  return <Choice name={name} label={label ?? t`Partner`} options={options} {...(counts && { counts })} />;
}

/** Records that have texts in a language. */
export function LanguageChoice() {
  const { t } = useLingui();
  const format = useFormat();
  const options = ["NL", "FR", "DE", "EN"].map((code) => ({ code, label: format.language(code) }));
  return <Choice name="language" label={t`Has texts in`} options={options} />;
}

interface OrderChoiceProps {
  /** The order without words to search. */
  readonly usual: string;
  readonly options: readonly Option[];
}

/** Lists that are searched have the best match first, unless another order is chosen. */
export function OrderChoice({ usual, options }: OrderChoiceProps) {
  const { t } = useLingui();
  const [search] = useSearchParams();
  return (
    <Choice
      name="order"
      label={t`Order`}
      any={search.has("text") ? t`best match first` : usual}
      options={[...options, { code: "UPDATED_DESC", label: t`last changed first` }]}
    />
  );
}
