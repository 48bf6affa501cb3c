import { Entity } from "@mikro-orm/decorators/legacy";
import { ObjectType } from "type-graphql";
import { PUBLICATION } from "../model/publication.js";
import { recordWith } from "./record-with.js";

/** The contract's Publication. A partner's final class extends it and stands for table `publication`. */
@ObjectType("PublicationRecord", { simpleResolvers: true })
@Entity({ abstract: true })
export abstract class PublicationRecord extends recordWith("PublicationColumns", PUBLICATION) {}
