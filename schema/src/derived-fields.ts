import { type FieldDefinitionNode, type GraphQLInterfaceType, type GraphQLObjectType } from "graphql";
import { type Language, type LanguageMap } from "./languages/language-map.js";
import { pickLanguage } from "./languages/pick-text.js";
import { LABEL_SCHEMES, type LabelScheme } from "./vocabulary/labels.js";

/**
 * How a field follows from another one of its object: the text with its language, the begin and end that a date states, the body that is
 * named, or what a word is called.
 */
export type Derivation = "text" | "start" | "end" | LabelScheme;

/** A field that follows from another one of its object. */
export interface DerivedField {
  readonly name: string;
  readonly from: string;
  readonly by: Derivation;
}

/** A text with the language that it is in. */
export interface LocalizedText {
  readonly value: string;
  readonly language: Language;
  /** Whether it was first written in this language. */
  readonly original: boolean;
}

/** The text that `pickText` gives, with its language. */
export function localizedText(
  map: LanguageMap,
  asked: Language | null | undefined,
  accept: readonly Language[],
): LocalizedText {
  const language = pickLanguage(map, asked, accept);
  return { value: map[language] ?? "", language, original: language === map.original };
}

/** What `@derived` says of a field; undefined: it does not follow from another. */
export function derivedField({ name, directives }: FieldDefinitionNode): DerivedField | undefined {
  const applied = directives?.find((each) => each.name.value === "derived");
  if (!applied) return undefined;
  const values = new Map(
    applied.arguments?.map((argument) => [
      argument.name.value,
      argument.value.kind === "StringValue" ? argument.value.value : "",
    ]),
  );
  const by = DERIVATIONS.find((each) => each === values.get("by"));
  if (!by) throw new Error(`Expected @derived(by:) of ${name.value} to be one of ${DERIVATIONS.join(", ")}.`);
  return { name: name.value, from: values.get("from") ?? "", by };
}

/** The fields of a type of the contract that follow from others, in its order. */
export function derivedFieldsOf(type: GraphQLObjectType | GraphQLInterfaceType): readonly DerivedField[] {
  return Object.values(type.getFields()).flatMap(({ astNode }) => {
    const derived = astNode && derivedField(astNode);
    return derived ? [derived] : [];
  });
}

const DERIVATIONS: readonly Derivation[] = ["text", "start", "end", ...LABEL_SCHEMES];
