import { DateScalar, UrlScalar } from "@segpol/schema";
import { Field, Int } from "type-graphql";
import type { CapacityValue, PlaceValue, RegistrationValue } from "../model/seed.js";
import { RegistrationState } from "../vocabulary/vocabulary.js";
import { ValueType } from "./value-type.js";

/** The contract's Place. */
@ValueType("Place")
export class Place implements PlaceValue {
  @Field(() => String)
  name!: string;

  @Field(() => String)
  country!: string;

  @Field(() => String, { nullable: true })
  nisCode?: string;
}

/** The contract's Capacity. */
@ValueType("Capacity")
export class Capacity implements CapacityValue {
  @Field(() => Int, { nullable: true })
  groups?: number;

  @Field(() => Int, { nullable: true })
  groupMin?: number;

  @Field(() => Int, { nullable: true })
  groupMax?: number;

  @Field(() => Int, { nullable: true })
  min?: number;

  @Field(() => Int, { nullable: true })
  max?: number;
}

/** The contract's Registration. */
@ValueType("Registration")
export class Registration implements RegistrationValue {
  @Field(() => RegistrationState)
  state!: RegistrationState;

  @Field(() => UrlScalar, { nullable: true })
  url?: string;

  @Field(() => DateScalar, { nullable: true })
  opensOn?: string;

  @Field(() => DateScalar, { nullable: true })
  closesOn?: string;

  @Field(() => String, { nullable: true })
  contact?: string;
}
