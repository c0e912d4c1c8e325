import { Composer, Document, isAlias, isCollection, isPair, isScalar, LineCounter, Parser, visit } from "yaml";
import { Problem } from "../../modules/checks/problem";
import { excessOf } from "./bounds";
import { above, below } from "./path";
import { yamlMistakes } from "./yaml-mistakes";

/** What YAML says, and where it says it. */
export interface YamlText {
  /** Free of tags and merge keys; its aliases may still be of something that they are themselves a part of. */
  readonly document: unknown;
  /** Line and column of a path, or of the nearest one above it that is written. */
  readonly placeOf: (path: string) => string;
}

/** Mistakes of form that are reported: most of the later ones follow from the first. */
const mostMistakes = 5;

type PlaceAt = (offset: number) => string;

/** Path -> offset of its value, as it is written: what an alias stands for is where its anchor is. */
function offsets(document: Document.Parsed): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const pending: { path: string; node: unknown }[] = [{ path: "", node: document.contents }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { path, node } = next;
    const [offset] = (node as { range?: [number, number, number] } | null)?.range ?? [];
    if (offset !== undefined) found.set(path, offset);
    if (!isCollection(node)) continue;
    const items: readonly unknown[] = node.items;
    for (const [index, item] of items.entries()) {
      const [key, value] = isPair(item)
        ? [isScalar(item.key) ? String(item.key.value) : "", item.value]
        : [index, item];
      pending.push({ path: below(path, key), node: value });
    }
  }
  return found;
}

/** What YAML has and an organization file has not, or only in part. */
function foreignTo(document: Document.Parsed, placeAt: PlaceAt): Problem[] {
  const problems: Problem[] = [];
  const anchors = new Set<string>();
  visit(document, (_, node) => {
    if (isAlias(node) && !anchors.has(node.source)) {
      const found = `an alias without an anchor before it, *${node.source}`;
      problems.push({
        path: placeAt(node.range?.[0] ?? 0),
        found,
        write: "&NAME at what it stands for, or that itself",
      });
    }
    if ((isScalar(node) || isCollection(node)) && node.anchor) anchors.add(node.anchor);
    if (isPair(node) && isScalar(node.key) && node.key.value === "<<") {
      const write = "every key itself, or one alias for the whole value";
      problems.push({ path: placeAt(node.key.range?.[0] ?? 0), found: "a merge key", write });
    }
  });
  return problems;
}

const placesOf =
  (lines: LineCounter): PlaceAt =>
  (offset) => {
    const { line, col } = lines.linePos(offset);
    return `line ${line}, column ${col}`;
  };

/** Reads YAML, or says what keeps it from being read. */
export function readYaml(text: string): YamlText | readonly Problem[] {
  const lines = new LineCounter();
  const placeAt = placesOf(lines);
  const tokens = [...new Parser(lines.addNewLine).parse(text)];
  const excess = excessOf(tokens);
  if (excess) return [{ path: placeAt(excess.offset), found: excess.found, write: excess.write }];

  const composer = new Composer({ schema: "core", resolveKnownTags: false, stringKeys: true, prettyErrors: false });
  const [document, second] = [...composer.compose(tokens, true, text.length)];
  if (!document) throw new Error("YAML always has a document");
  if (second) return [{ path: placeAt(second.range[0]), ...yamlMistakes.MULTIPLE_DOCS }];

  const mistakes = [...document.errors, ...document.warnings].slice(0, mostMistakes);
  if (mistakes.length > 0) return mistakes.map(({ pos, code }) => ({ path: placeAt(pos[0]), ...yamlMistakes[code] }));
  const foreign = foreignTo(document, placeAt);
  if (foreign.length > 0) return foreign;

  let written: ReadonlyMap<string, number> | undefined;
  return {
    document: document.toJS({ maxAliasCount: -1 }),
    placeOf: (path) => {
      written ??= offsets(document);
      let place: string | undefined = path;
      while (place !== undefined && !written.has(place)) place = above(place);
      return placeAt(written.get(place ?? "") ?? 0);
    },
  };
}
