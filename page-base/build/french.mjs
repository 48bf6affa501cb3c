/** Signs that have a space before them in French, at which no line may be broken: a wide one, or a narrow one before signs that stand high. */
const WIDE = / (?=[:»])|(?<=«) /g;
const NARROW = / (?=[;?!%])/g;

/** A French text with spaces at which no line is broken in the places where French has them, as whoever wrote it typed plain ones. */
export function setFrench(text) {
  return text.replaceAll(WIDE, "\u00A0").replaceAll(NARROW, "\u202F");
}

/** A format of catalogues that reads French ones so; what is on disk stays as it was typed. */
export function withFrenchSpaces(format) {
  return {
    ...format,
    async parse(content, context) {
      const catalog = await format.parse(content, context);
      return context.locale === "fr" ? mapTranslations(catalog, setFrench) : catalog;
    },
    serialize: (catalog, context) =>
      format.serialize(
        context.locale === "fr" ? mapTranslations(catalog, (text) => text.replaceAll(/[\u00A0\u202F]/g, " ")) : catalog,
        context,
      ),
  };
}

function mapTranslations(catalog, map) {
  return Object.fromEntries(
    Object.entries(catalog).map(([id, { translation, ...message }]) => [
      id,
      { ...message, ...(translation !== undefined && { translation: map(translation) }) },
    ]),
  );
}
