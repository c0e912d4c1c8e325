import { parse } from "yaml";
import { judge } from "../../accounts/organization/judge";
import { Organization } from "../../accounts/organization/organization";
import { Path } from "../../accounts/organization/path";
import { hostileTexts } from "./hostile-texts";
import { exampleText } from "./organizations";
import { kindsIn, valueAt, whileAt } from "./places";
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

function acceptedAt(document: unknown, kind: string, path: Path): Accepting[] {
  const value = valueAt(document, path);
  const texts = (all: readonly string[], place: (text: string) => unknown) =>
    all.filter((text) => whileAt(document, path, place(text), () => isRight(document)));
  if (typeof value === "string") {
    const variants = hostileTexts.flatMap((text) => [text, `${text}${value}`, `${value}${text}`]);
    return [{ kind, texts: texts(variants, (text) => text) }];
  }
  if (typeof value !== "object" || value === null || Array.isArray(value) || path.length === 0) return [];
  return [{ kind: `${kind}{}`, texts: texts(hostileTexts, (key) => withKey(value, key)) }];
}

/** Every place of the whole files where text or a key may be: what it takes of the hostile texts in place of its own, before it and behind it. */
export function accepting(): Accepting[] {
  const seen = new Set<string>();
  return wholeDocuments().flatMap(([, document]) =>
    [...kindsIn(document)].flatMap(([kind, path]) => {
      if (seen.has(kind)) return [];
      seen.add(kind);
      return acceptedAt(document, kind, path);
    }),
  );
}

/** Text that no language takes for anything else, and no name, number or constant. */
export const isPlain = (text: string): boolean => /^[\w+=,.@:/*-]+$/.test(text);

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
    const judgement = judge(draft);
    if (!("organization" in judgement)) throw new Error(JSON.stringify(judgement.problems));
    const texts = [
      ...Object.entries(tags).flat(),
      ...emails,
      ...linuxApplicationFiles,
      ...windowsApplicationFiles,
      ...instances.values,
    ];
    return { organization: judgement.organization, texts };
  });
}
