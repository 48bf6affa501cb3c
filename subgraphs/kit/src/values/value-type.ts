import "reflect-metadata";
import { contractSchema, type DerivedField, derivedFieldsOf, type Language } from "@segpol/schema";
import { isObjectType } from "graphql";
import { Ctx, Directive, Field, ObjectType } from "type-graphql";
import { derivedReader } from "./derived-values.js";
import { LangArg } from "./lang-arg.js";
import type { LanguageContext } from "./language-context.js";

export { LangArg } from "./lang-arg.js";

/**
 * Marks a class as one of the contract's value types: an object type of that name, the same in every subgraph and therefore
 * shareable. Descriptions are not given here: they are taken from the contract when the schema is built; so are the fields that follow from
 * others.
 */
export function ValueType(name: string): ClassDecorator {
  return (target) => {
    const type = contractSchema.getType(name);
    const derived = isObjectType(type) ? derivedFieldsOf(type) : [];
    for (const field of derived) addDerived(target.prototype as object, field);
    ObjectType(name, { simpleResolvers: true })(target);
    Directive("@shareable")(target);
  };
}

function addDerived(prototype: object, { name, from, by }: DerivedField): void {
  const { type, inLanguage, read } = derivedReader(by);
  const method = `${name}In`;
  const answer = {
    value(this: Readonly<Record<string, unknown>>, ...args: [LanguageContext] | [Language, LanguageContext]) {
      const { languages } = args.at(-1) as LanguageContext;
      const value = this[from] ?? null;
      return value === null ? null : read(value, inLanguage ? (args[0] as Language) : undefined, languages);
    },
    configurable: true,
  };
  Object.defineProperty(prototype, method, answer);
  const parameters = inLanguage ? [LangArg(), Ctx()] : [Ctx()];
  Reflect.defineMetadata(
    "design:paramtypes",
    parameters.map(() => Object),
    prototype,
    method,
  );
  for (const [index, decorate] of parameters.entries()) decorate(prototype, method, index);
  Field(() => type as never, { name, nullable: true })(prototype, method, answer);
}
