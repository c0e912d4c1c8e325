import { Problem } from "../../modules/checks/problem";

/** Numbers that JSON does not have, as they are. */
const asJson = (_: string, value: unknown) =>
  typeof value === "number" && !Number.isFinite(value) ? `the number ${value}` : value;

/** A value of the file as problems show it. */
export function found(value: unknown): string {
  if (value === undefined) return "nothing";
  return typeof value === "number" ? String(value) : JSON.stringify(value, asJson);
}

/** Characters from the beginning and from the end of a text, where it has more. */
const shown = { first: 120, last: 100 };

const visible = (text: string) =>
  text.replace(
    /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );

function readableText(text: string): string {
  const characters = [...text];
  if (characters.length <= shown.first + shown.last) return visible(text);
  const [first, last] = [characters.slice(0, shown.first), characters.slice(-shown.last)];
  return visible(`${first.join("")} ... ${last.join("")}`);
}

/** A problem in a length that can be read, without characters that would do something to a terminal. */
export const readable = ({ path, found, ...problem }: Problem): Problem => ({
  ...problem,
  path: readableText(path),
  found: readableText(found),
});
