import { Entity } from "@mikro-orm/decorators/legacy";
import { EventRecord } from "@segpol/kit";
import { Directive, ObjectType } from "type-graphql";

/** A block of round tables. */
@ObjectType()
@Directive('@key(fields: "id")')
@Entity({ tableName: "event" })
export class CepEvent extends EventRecord {}
