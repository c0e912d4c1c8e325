import { Problem } from "../../modules/checks/problem";
import { Path, pathText } from "./path";
import { Rule } from "./rule";
import { written } from "./written";

interface Refused {
  readonly has: (text: string) => boolean;
  readonly found: string;
  readonly write: string;
}

const matches = (pattern: RegExp) => (text: string) => pattern.test(text);

/** The upper bits of the numbers that cdktf has in the places of values to come. */
const placeholderBits = [0xfdff, 0xfbff];

function isPlaceholder(number: string): boolean {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, Number.parseFloat(number));
  return placeholderBits.includes(view.getUint16(0));
}

/** What no text of the file may have. */
const refused: readonly Refused[] = [
  {
    has: matches(/[$%]\{/),
    found: "${ or %{, which Terraform would evaluate",
    write: "text without them: nothing in this file is code",
  },
  {
    has: (text) => text.includes("{TfToken[") || (text.match(/-[\d.]+e\+?\d+/g) ?? []).some(isPlaceholder),
    found: "a placeholder of cdktf",
    write: "text without it: nothing in this file is code",
  },
  {
    has: matches(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/u),
    found: "a character that cannot be seen",
    write: "one line without control characters, and without marks of direction or width",
  },
  {
    has: (text) => text !== text.normalize("NFC"),
    found: "letters and their accents apart, which Terraform joins",
    write: "the same text in Unicode's form NFC, as most editors write it",
  },
  { has: matches(/^__proto__$/), found: "a name that JavaScript keeps for itself", write: "another name" },
];

/** What most texts are: nothing of it means anything anywhere, but for a number that could be a placeholder. */
const isPlain = (text: string) => /^[A-Za-z0-9.,:@/*-]*$/.test(text) && !/-[\d.]+e/.test(text);

const problemOf = (path: Path, text: string): Problem | undefined => {
  const first = isPlain(text) ? undefined : refused.find(({ has }) => has(text));
  return first && { path: pathText(path), found: `${JSON.stringify(text)}, with ${first.found}`, write: first.write };
};

/**
 * Holds every text of the file, keys included, to what both JSON and HCL pass on as it is: what comes out of Terraform is
 * what the file says.
 * @see https://developer.hashicorp.com/terraform/language/expressions/strings
 */
const textIsNoCode: Rule = (document) =>
  [...written(document)].flatMap(({ path, value }) => {
    const key = path.at(-1);
    return [
      typeof key === "string" ? problemOf(path, key) : undefined,
      typeof value === "string" ? problemOf(path, value) : undefined,
    ].filter((problem) => problem !== undefined);
  });

export const textRules: readonly Rule[] = [textIsNoCode];
