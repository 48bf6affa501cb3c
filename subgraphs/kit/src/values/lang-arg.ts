import { Arg } from "type-graphql";
import { LanguageEnum } from "../vocabulary/language-enum.js";

/** The argument `lang: Language` that every text field has. */
export function LangArg(): ParameterDecorator {
  return Arg("lang", () => LanguageEnum, { nullable: true }) as ParameterDecorator;
}
