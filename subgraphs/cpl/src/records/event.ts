import { Entity } from "@mikro-orm/decorators/legacy";
import { EventRecord } from "@segpol/kit";
import { Directive, ObjectType } from "type-graphql";

/** A series of activities that CPL shares with another partner. */
@ObjectType()
@Directive('@key(fields: "id")')
@Entity({ tableName: "event" })
export class CplEvent extends EventRecord {}
