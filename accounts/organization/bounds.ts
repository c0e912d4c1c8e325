import type { CST } from "yaml";
import { Problem } from "../../modules/checks/problem";
import { pathText } from "./path";
import { written } from "./written";

/**
 * How large the file and its parts may be. No organization comes near; what goes beyond is no organization, and would take
 * time and memory without end.
 */
export const bounds = {
  /** Bytes of the file: tens of thousands of accounts. */
  bytes: 8 * 1024 * 1024,
  /** Levels of lists and objects within each other. */
  levels: 32,
  /** Aliases: each is looked for among all anchors before it. */
  aliases: 10_000,
  /** Keys of one object. */
  keys: 200,
  /** Values that the file has once every alias is replaced by what it stands for. */
  values: 1_000_000,
  /** Characters of one text. */
  characters: 4096,
} as const;

const children = (token: CST.Token): CST.Token[] => {
  if (token.type === "document") return token.value ? [token.value] : [];
  if (!("items" in token)) return [];
  return token.items.flatMap(({ key, value }) => [key, value].filter((each) => each !== undefined && each !== null));
};

const isObject = (token: CST.Token) =>
  token.type === "block-map" || (token.type === "flow-collection" && token.start.source === "{");

/** Something of the text that is too large even to be read, with the offset where it begins. */
export interface Excess {
  readonly offset: number;
  readonly found: string;
  readonly write: string;
}

/** What in the text of the file is too deep or too much to be composed: the composer calls itself for each level. */
export function excessOf(tokens: readonly CST.Token[]): Excess | undefined {
  const pending = tokens.map((token) => ({ token, level: 0 })).reverse();
  let aliases = 0;
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { token, level } = next;
    const nested = children(token);
    // The document is a level of its own.
    if (level > bounds.levels + 1) {
      const found = `more than ${bounds.levels} levels within each other`;
      return { offset: token.offset, found, write: "an organization: see accounts/organization.yaml" };
    }
    if (isObject(token) && nested.length > 2 * bounds.keys) {
      return { offset: token.offset, found: "an object of too many keys", write: `at most ${bounds.keys} of them` };
    }
    if (token.type === "alias") aliases += 1;
    if (aliases > bounds.aliases) {
      return { offset: token.offset, found: `more than ${bounds.aliases} aliases`, write: "fewer of them" };
    }
    for (const each of nested.reverse()) pending.push({ token: each, level: level + 1 });
  }
  return undefined;
}

/** What is too large in the file as it reads with its aliases replaced; those of an alias of itself have no end. */
export function sizeProblem(document: unknown): Problem | undefined {
  let count = 0;
  for (const { path, value } of written(document)) {
    count += 1;
    const place = pathText(path);
    if (path.length > bounds.levels) {
      const found = `more than ${bounds.levels} levels within each other`;
      return { path: place, found, write: "no alias of what it is itself a part of" };
    }
    if (count > bounds.values) {
      return { path: "", found: `more than ${bounds.values} values`, write: "fewer aliases" };
    }
    const texts = [value, path.at(-1)].filter((each) => typeof each === "string");
    if (texts.some(({ length }) => length > bounds.characters)) {
      return { path: place, found: `a text of more than ${bounds.characters} characters`, write: "less" };
    }
  }
  return undefined;
}
