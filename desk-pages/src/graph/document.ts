/** An operation of the pages, which the partner knows by the hash of its text; its types are made from the `.graphql` files. */
export interface GraphDocument<Data, Variables> {
  readonly name: string;
  /** SHA-256 of the text, in hexadecimal. */
  readonly hash: string;
  /** Never there: it carries the types. A method, so that operations of several kinds of record may stand in one table. */
  types?(variables: Variables): Data;
}
