import type { FuzzyDateValue } from "@segpol/schema";
import { Field, Float } from "type-graphql";
import type { DimensionValue, TargetValue } from "../model/seed.js";
import { FuzzyDate } from "./fuzzy-date.js";
import { ValueType } from "./value-type.js";

/** The contract's Dimension. */
@ValueType("Dimension")
export class Dimension implements DimensionValue {
  @Field(() => String)
  name!: string;

  @Field(() => String)
  value!: string;
}

/** The contract's Target. */
@ValueType("Target")
export class Target implements TargetValue {
  @Field(() => Float)
  value!: number;

  @Field(() => FuzzyDate)
  period!: FuzzyDateValue;
}
