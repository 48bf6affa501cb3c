/** A command could not do what it was asked; the message is for the person who gave it. */
export class CliError extends Error {
  override readonly name = "CliError";
}
