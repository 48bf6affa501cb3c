import {
  graphql,
  GraphQLError,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
  type GraphQLScalarType,
} from "graphql";
import { describe, expect, test } from "vitest";
import { contractSchema, DateScalar, DateTimeScalar, EdtfScalar, UrlScalar } from "../src/index.js";

const scalars: readonly GraphQLScalarType<unknown, string>[] = [DateScalar, DateTimeScalar, EdtfScalar, UrlScalar];

describe("scalars", () => {
  test("have the contract's names and descriptions", () => {
    for (const scalar of scalars) {
      expect(scalar.description).toBe(contractSchema.getType(scalar.name)?.description);
      expect(scalar.specifiedByURL).toBeUndefined();
    }
    expect(scalars.map(({ name }) => name)).toEqual(["Date", "DateTime", "EDTF", "URL"]);
  });

  test.each([
    [DateScalar, "2022-03-16", "2022-03-16"],
    [DateTimeScalar, "2022-03-16T10:30:00+01:00", new Date("2022-03-16T09:30:00Z")],
    [DateTimeScalar, "2022-03-16T09:30:00.123456Z", new Date("2022-03-16T09:30:00.123Z")],
    [EdtfScalar, "[2022-01-21..2022-01-31]", "[2022-01-21..2022-01-31]"],
    [UrlScalar, "https://www.politie.be/a?b=c#d", "https://www.politie.be/a?b=c#d"],
  ])("%s reads %s", (scalar, given, expected) => {
    expect(scalar.parseValue(given)).toEqual(expected);
  });

  test.each([
    [DateScalar, "2022-02-30"],
    [DateScalar, "0000-12-31"],
    [DateScalar, "2022-3-1"],
    [DateScalar, "16/03/2022"],
    [DateScalar, "2022-03-16T00:00:00Z"],
    [DateScalar, ""],
    [DateScalar, 20220316],
    [DateTimeScalar, "2022-03-16"],
    [DateTimeScalar, "2022-03-16T09:30:00"],
    [DateTimeScalar, "2022-02-30T09:30:00Z"],
    [DateTimeScalar, "2022-03-16T24:30:00Z"],
    [DateTimeScalar, 1647423000000],
    [DateTimeScalar, "0000-12-31T23:59:59Z"],
    [DateTimeScalar, "0001-01-01T00:00:00+00:01"],
    [DateTimeScalar, "9999-12-31T23:59:59-23:59"],
    [EdtfScalar, "eind januari 2022"],
    [EdtfScalar, "2022-21"],
    [EdtfScalar, null],
    [UrlScalar, "www.politie.be"],
    [UrlScalar, "ftp://politie.be/"],
    [UrlScalar, "javascript:alert(1)"],
    [UrlScalar, "https://"],
    [UrlScalar, "https://user:secret@politie.be/"],
    [UrlScalar, "https://politie.be/ a"],
    [UrlScalar, { href: "https://politie.be/" }],
  ])("%s refuses %j as bad input, saying what was expected and what came", (scalar, given) => {
    const error = caught(() => scalar.parseValue(given));
    expect(error).toBeInstanceOf(GraphQLError);
    expect((error as GraphQLError).extensions).toEqual({ code: "BAD_USER_INPUT" });
    expect((error as GraphQLError).message).toMatch(/^Expected an? .+ such as .+; got /);
  });

  test.each([
    [DateScalar, "2022-03-16", "2022-03-16"],
    [DateScalar, new Date("2022-03-16T23:59:59Z"), "2022-03-16"],
    [DateTimeScalar, new Date("2022-03-16T09:30:00Z"), "2022-03-16T09:30:00.000Z"],
    [DateTimeScalar, "2022-03-16T10:30:00+01:00", "2022-03-16T09:30:00.000Z"],
    [EdtfScalar, "2021?-10-15", "2021?-10-15"],
    [UrlScalar, new URL("https://www.politie.be"), "https://www.politie.be/"],
    [UrlScalar, "https://www.politie.be", "https://www.politie.be"],
  ])("%s writes %j as %s", (scalar, given, expected) => {
    expect(scalar.serialize(given)).toBe(expected);
  });

  test.each([
    [DateScalar, "gisteren"],
    [DateScalar, new Date(Number.NaN)],
    [DateTimeScalar, new Date(Number.NaN)],
    [DateTimeScalar, 0],
    [EdtfScalar, "gisteren"],
    [UrlScalar, "/relative"],
  ])("%s does not write %j, the server's own fault", (scalar, given) => {
    const error = caught(() => scalar.serialize(given));
    expect((error as GraphQLError).extensions).toEqual({ code: "INTERNAL_SERVER_ERROR" });
    expect((error as GraphQLError).message).toContain(`the resolver of a ${scalar.name} to give`);
  });
});

describe("a bad value in a query", () => {
  const schema = new GraphQLSchema({
    query: new GraphQLObjectType({
      name: "Query",
      fields: {
        since: { type: GraphQLString, args: { day: { type: DateScalar } }, resolve: (_root, { day }) => String(day) },
      },
    }),
  });

  test("is refused with its place when it stands in the query", async () => {
    const { errors } = await graphql({ schema, source: '{ since(day: "2022-02-30") }' });
    expect(errors?.[0]?.toJSON()).toMatchObject({
      message: 'Expected a calendar date YYYY-MM-DD in the years 0001 to 9999, such as 2022-03-16; got "2022-02-30".',
      extensions: { code: "BAD_USER_INPUT" },
      locations: [{ line: 1, column: 14 }],
    });
  });

  test("is refused when it is not in quotes", async () => {
    const { errors } = await graphql({ schema, source: "{ since(day: 2022) }" });
    expect(errors?.[0]?.message).toBe(
      "Expected a calendar date YYYY-MM-DD in the years 0001 to 9999, such as 2022-03-16 in quotes; got 2022.",
    );
    expect(errors?.[0]?.extensions).toEqual({ code: "BAD_USER_INPUT" });
  });

  test("is refused when it is a variable", async () => {
    const source = "query ($day: Date) { since(day: $day) }";
    const { errors } = await graphql({ schema, source, variableValues: { day: "soon" } });
    expect(errors?.[0]?.message).toContain('got "soon"');
    expect(errors?.[0]?.extensions).toEqual({ code: "BAD_USER_INPUT" });
  });

  test("stands beside good ones, which are read", async () => {
    expect(await graphql({ schema, source: '{ since(day: "2022-02-28") }' })).toEqual({
      data: { since: "2022-02-28" },
    });
  });
});

function caught(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  return undefined;
}
