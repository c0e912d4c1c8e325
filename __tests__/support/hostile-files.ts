import { parse } from "yaml";
import { judge } from "../../accounts/organization/judge";
import { Organization } from "../../accounts/organization/organization";
import { Path, pathText } from "../../accounts/organization/path";
import { hostileTexts } from "./hostile-texts";
import { exampleText } from "./organizations";
import { kindsIn, putAt, valueAt, whileAt } from "./places";
import { wholeDocuments } from "./whole-files";

const isRight = (document: unknown) => "organization" in judge(document);

const withKey = (object: object, key: string) =>
  Object.defineProperty({ ...object }, key, { value: Object.values(object)[0] as unknown, enumerable: true });

/** Where a file may have text, and the hostile texts that it may have there. */
export interface Accepting {
  /** E.g. `alerts.emails[]`; keys of an object are `OBJECT{}`. */
  readonly kind: string;
  readonly texts: readonly string[];
}

interface Place {
  readonly kind: string;
  readonly path: Path;
}

/** Something hostile at a place: what is put there, the text that it has, and the path that a problem with it names. */
interface Attempt {
  readonly value: unknown;
  readonly text: string;
  readonly path: Path;
}

type Attempts = (own: unknown, path: Path) => Attempt;

const asText: readonly Attempts[] = hostileTexts
  .flatMap((text) => [() => text, (own: string) => `${text}${own}`, (own: string) => `${own}${text}`])
  .map((variant) => (own, path) => {
    const text = variant(String(own));
    return { value: text, text, path };
  });

const asKey: readonly Attempts[] = hostileTexts.map((text) => (own, path) => ({
  value: withKey(own as object, text),
  text,
  path: [...path, text],
}));

/**
 * What each place takes. Every place is tried at once, which refuses most; what no problem names is tried once more, at
 * that place alone.
 */
function acceptedAt(document: unknown, places: readonly Place[], all: readonly Attempts[]): Accepting[] {
  const accepted = new Map(places.map(({ kind }) => [kind, [] as string[]]));
  for (const attempts of all) {
    const tried = places.map(({ kind, path }) => ({ kind, at: path, ...attempts(valueAt(document, path), path) }));
    const everywhere = structuredClone(document);
    for (const { at, value } of [...tried].reverse()) putAt(everywhere, at, value);
    const judgement = judge(everywhere);
    const refused = new Set("problems" in judgement ? judgement.problems.map(({ path }) => path) : []);
    for (const { kind, at, value, text, path } of tried) {
      if (refused.has(pathText(path))) continue;
      if (whileAt(document, at, value, () => isRight(document))) accepted.get(kind)?.push(text);
    }
  }
  return [...accepted].map(([kind, texts]) => ({ kind, texts }));
}

/** Every place of the whole files where text or a key may be: what it takes of the hostile texts in place of its own, before it and behind it. */
export function accepting(): Accepting[] {
  const seen = new Set<string>();
  return wholeDocuments().flatMap(([, document]) => {
    const places = [...kindsIn(document)].filter(([kind]) => !seen.has(kind)).map(([kind, path]) => ({ kind, path }));
    for (const { kind } of places) seen.add(kind);
    const having = (is: (value: unknown) => boolean) => places.filter(({ path }) => is(valueAt(document, path)));
    const texts = having((value) => typeof value === "string");
    const objects = having((value) => typeof value === "object" && value !== null && !Array.isArray(value))
      .filter(({ path }) => path.length > 0)
      .map(({ kind, path }) => ({ kind: `${kind}{}`, path }));
    return [...acceptedAt(document, texts, asText), ...acceptedAt(document, objects, asKey)];
  });
}

/** Text that no language takes for anything else, and no name, number or constant; it may be an address with a query. */
export const isPlain = (text: string): boolean => /^([\w+=,.@:/*?-]|%[0-9A-F]{2})+$/.test(text);

/** How many patterns of log files fit into a parameter. */
const together = 8;

/** Organizations that have every accepted text of the places that take more than plain text. */
export function hostileOrganizations(places: readonly Accepting[]): { organization: Organization; texts: string[] }[] {
  const of = (kind: string) => places.find((each) => each.kind === kind)?.texts ?? [];
  const tagValues = of("accounts.workloads[].tags.team").map((text, index) => [`value-${index}`, text]);
  const tagKeys = of("accounts.workloads[].tags{}").map((text) => [text, "key"]);
  const [linux, windows] = (["linux", "windows"] as const).map((platform) =>
    of(`sources.operatingSystems.${platform}ApplicationFiles[]`),
  ) as [string[], string[]];
  const files = Math.ceil(Math.max(linux.length, windows.length) / together);
  return Array.from({ length: files }, (_, file) => {
    const chunk = (texts: readonly string[]) => texts.slice(file * together, (file + 1) * together);
    const tags = Object.fromEntries(file === 0 ? tagValues : tagKeys) as Record<string, string>;
    const [linuxApplicationFiles, windowsApplicationFiles] = [chunk(linux), chunk(windows)];
    const tag = of("sources.operatingSystems.instances.tag")[file] ?? "team";
    const instances = { tag, values: of("sources.operatingSystems.instances.values[]") };
    const emails = of("alerts.emails[]");
    const draft = parse(exampleText) as Record<string, object>;
    Object.assign(draft.regions ?? {}, { governed: ["eu-west-1"] });
    Object.assign(draft.accounts ?? {}, { workloads: [{ name: "payments", id: "444444444444", tags }] });
    draft.sources = { operatingSystems: { linuxApplicationFiles, windowsApplicationFiles, instances } };
    draft.alerts = { emails };
    const [name = "Security", title = "Security team"] = (["name", "title"] as const).map(
      (key) => of(`securityContact.${key}`)[file],
    );
    draft.securityContact = { name, title, email: "security@example.com", phone: "+44-20-7946-0000" };
    const judgement = judge(draft);
    if (!("organization" in judgement)) throw new Error(JSON.stringify(judgement.problems));
    const texts = [
      ...Object.entries(tags).flat(),
      ...emails,
      ...linuxApplicationFiles,
      ...windowsApplicationFiles,
      ...instances.values,
      name,
      title,
    ];
    return { organization: judgement.organization, texts };
  });
}
