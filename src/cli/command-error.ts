/** A command that cannot do its work, with a word for the person who typed it. */
export class CommandError extends Error {}
