import type { ErrorCode } from "yaml";
import { Problem } from "../../modules/checks/problem";

type Words = Omit<Problem, "path">;

const wellFormed = "well-formed YAML";

const indented: Words = {
  found: "a line that its indentation puts nowhere, or a bracket, brace or quote that is not closed before it",
  write: `${wellFormed}: as many spaces as the lines beside it have, and what is opened is closed`,
};
const oneOf = (what: string): Words => ({ found: `several ${what} on one value`, write: "one of them" });

/**
 * What the parser of YAML objects to, in words for the person who wrote the file.
 * @see https://yaml.org/spec/1.2.2/
 */
export const yamlMistakes: Readonly<Record<ErrorCode, Words>> = {
  ALIAS_PROPS: { found: "an alias with an anchor or a tag of its own", write: "the alias alone" },
  BAD_ALIAS: { found: "an alias or an anchor without a proper name", write: "&name, and *name for its aliases" },
  BAD_COLLECTION_TYPE: { found: "a tag that does not go with its value", write: "the value without the tag" },
  BAD_DIRECTIVE: { found: "a directive that YAML does not have", write: "the file without it" },
  BAD_DQ_ESCAPE: {
    found: "a backslash in double quotes that escapes nothing",
    write: "the text in single quotes, where a backslash is one",
  },
  BAD_INDENT: indented,
  BAD_PROP_ORDER: { found: "an anchor or a tag in the wrong place", write: "it directly before its value" },
  BAD_SCALAR_START: { found: "text that begins with a character of YAML's own", write: "the text in quotes" },
  BLOCK_AS_IMPLICIT_KEY: {
    found: "a second colon in one line, or a value of several lines as a key",
    write: "text that has a colon and a space in quotes, and each key on a line of its own",
  },
  BLOCK_IN_FLOW: { found: "an indented block within [] or {}", write: "either one or the other" },
  DUPLICATE_KEY: { found: "a key that is there already", write: "each key once" },
  IMPOSSIBLE: { found: "something that is no YAML", write: wellFormed },
  KEY_OVER_1024_CHARS: { found: "a key of more than 1024 characters", write: "a shorter one" },
  MISSING_CHAR: {
    found: "a quote, bracket, brace, comma or colon missing",
    write: `${wellFormed}: what is opened is closed, and what is listed is separated`,
  },
  MULTILINE_IMPLICIT_KEY: { found: "a key of several lines, or a colon missing", write: "KEY: VALUE" },
  MULTIPLE_ANCHORS: oneOf("anchors"),
  MULTIPLE_DOCS: { found: "a second document after ---", write: "one organization in one file" },
  MULTIPLE_TAGS: oneOf("tags"),
  NON_STRING_KEY: { found: "a key that is no text", write: "text as a key" },
  RESOURCE_EXHAUSTION: { found: "more than can be read", write: "a smaller file" },
  TAB_AS_INDENT: { found: "a tab as indentation", write: "spaces" },
  TAG_RESOLVE_FAILED: { found: "a tag (!), which means nothing here", write: "the value without the tag" },
  UNEXPECTED_TOKEN: { found: "something that does not belong there", write: wellFormed },
};
