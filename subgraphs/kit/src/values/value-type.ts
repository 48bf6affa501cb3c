import "reflect-metadata";
import { Arg, Directive, ObjectType } from "type-graphql";
import { LanguageEnum } from "../vocabulary/language-enum.js";

/**
 * Marks a class as one of the contract's value types: an object type of that name, the same in every subgraph and therefore
 * shareable. Descriptions are not given here: they are taken from the contract when the schema is built.
 */
export function ValueType(name: string): ClassDecorator {
  return (target) => {
    ObjectType(name, { simpleResolvers: true })(target);
    Directive("@shareable")(target);
  };
}

/** The argument `lang: Language` that every text field has. */
export function LangArg(): ParameterDecorator {
  return Arg("lang", () => LanguageEnum, { nullable: true }) as ParameterDecorator;
}
