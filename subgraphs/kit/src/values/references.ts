import "reflect-metadata";
import { Directive, Field, ID, ObjectType } from "type-graphql";

/** A theme, named by code: the hub owns it. */
@ObjectType("Theme", { simpleResolvers: true })
@Directive('@key(fields: "code", resolvable: false)')
export class ThemeReference {
  @Field(() => ID)
  code!: string;
}

/** A criterion of police legitimacy, named by code: the hub owns it. */
@ObjectType("LegitimacyCriterion", { simpleResolvers: true })
@Directive('@key(fields: "code", resolvable: false)')
export class LegitimacyCriterionReference {
  @Field(() => ID)
  code!: string;
}

/** A partner organisation, named by code: the hub owns it. */
@ObjectType("Partner", { simpleResolvers: true })
@Directive('@key(fields: "code", resolvable: false)')
export class PartnerReference {
  @Field(() => ID)
  code!: string;
}

/** Stubs from codes. */
export function references(codes: readonly string[]): { code: string }[] {
  return codes.map((code) => ({ code }));
}
