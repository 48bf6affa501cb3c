import type { Opt } from "@mikro-orm/core";
import { Entity, PrimaryKey, Property } from "@mikro-orm/decorators/legacy";
import { Field, ObjectType, registerEnumType } from "type-graphql";

/** The groups of the memorandum's bibliography, in its order. */
export const VclpReferenceGroup = {
  LOCAL_POLICE: "LOCAL_POLICE",
  FEDERAL_POLICE: "FEDERAL_POLICE",
  INTEGRATED_POLICE: "INTEGRATED_POLICE",
  LEGISLATION: "LEGISLATION",
  POLICY: "POLICY",
  OTHER_PLANS: "OTHER_PLANS",
} as const;
export type VclpReferenceGroup = keyof typeof VclpReferenceGroup;

registerEnumType(VclpReferenceGroup, {
  name: "VclpReferenceGroup",
  description: "The groups of a memorandum's bibliography.",
  valuesConfig: {
    POLICY: { description: "Policy notes and analyses." },
    OTHER_PLANS: { description: "Other strategic plans and reports." },
  },
});

/** A reference of a memorandum: a row of table `memorandum_reference`. */
@ObjectType({ description: "A work that a memorandum names." })
@Entity({ tableName: "memorandum_reference" })
export class VclpReference {
  /** Increases with each row: the order of the bibliography. */
  @PrimaryKey({ type: "bigint", autoincrement: true })
  seq!: Opt<bigint>;

  @Property({ type: "text" })
  publicationId!: string;

  @Field(() => VclpReferenceGroup)
  @Property({ type: "text", fieldName: "reference_group" })
  group!: VclpReferenceGroup;

  @Field(() => String, { description: "In its own language; long titles are shortened." })
  @Property({ type: "text" })
  title!: string;
}
