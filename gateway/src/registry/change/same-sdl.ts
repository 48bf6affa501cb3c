import { type DefinitionNode, Kind, parse, print, visit } from "graphql";

/** Whether two SDLs say the same, however they are laid out and in whatever order they define it. */
export function isSameSdl(a: string, b: string): boolean {
  return a === b || settled(a) === settled(b);
}

/** An SDL that cannot be parsed is only the same as itself. */
function settled(sdl: string): string {
  try {
    return visit(parse(sdl, { noLocation: true }), {
      FieldDefinition: ({ name }) => (SERVER_FIELDS.has(name.value) ? null : undefined),
    })
      .definitions.filter((definition) => !isMachinery(definition))
      .map((definition) => print(definition))
      .toSorted()
      .join("\n");
  } catch {
    return sdl;
  }
}

/** What a server's federation library adds: its two root fields, and definitions of federation's own directives and types. */
const SERVER_FIELDS = new Set(["_service", "_entities"]);

function isMachinery(definition: DefinitionNode): boolean {
  if (definition.kind === Kind.DIRECTIVE_DEFINITION) return true;
  if (definition.kind === Kind.OBJECT_TYPE_EXTENSION && definition.fields?.length === 0) return true;
  const name = "name" in definition ? (definition.name?.value ?? "") : "";
  return name.startsWith("_") || name.includes("__");
}
