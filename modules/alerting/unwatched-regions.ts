import { sizeLimits } from "../checks/size-limits";
import { partitionOf, regions } from "../policy/region";
import { NamingField } from "../tampering/service-tampering";
import { distinct, Tampering, tamperings } from "../tampering/tampering";
import { absent, and, equals, Expression, filterPattern, notEquals, oneOf, or } from "./filter-pattern";
import { Monitor } from "./tamper-events";
import { field, request } from "./trail-record";

export interface UnwatchedRegionsProps {
  /** Regions in which rules of EventBridge tell. */
  readonly governedRegions: readonly string[];
  /** Name of the role Terraform runs under in every account, without its path. */
  readonly deploymentRoleName: string;
  /** Name of the break-glass role in every account, without its path. */
  readonly breakGlassRoleName: string;
  /** Begins the names of roles and buckets. */
  readonly namePrefix: string;
  /** The account with the copies of the archive. */
  readonly logArchiveAccountId: string;
}

/** Services that record and watch in every Region, whose operations are named by what they do. */
const watching = [
  "access-analyzer",
  "cloudtrail",
  "config",
  "detective",
  "fms",
  "guardduty",
  "inspector2",
  "macie2",
  "observabilityadmin",
  "securityhub",
].map((service) => `${service}.amazonaws.com`);

/** Services of a whole account, whose events have a Region of AWS's choice, and those of the edge. */
const global = ["account", "iam", "logs", "organizations", "route53", "wafv2"].map(
  (service) => `${service}.amazonaws.com`,
);

const unique = <Item>(items: readonly Item[]): Item[] => [...new Set(items)];

const namesIn = (sources: readonly string[], isMeant: (row: Tampering) => boolean): string[] =>
  distinct(
    tamperings
      .filter((row) => sources.includes(row.eventSource) && row.in === "everywhere" && isMeant(row))
      .flatMap(({ eventNames }) => eventNames),
  );

const ofEverything = (row: Tampering) => row.about === "everything";

const naming = (naming: NamingField) => (row: Tampering) =>
  typeof row.about === "object" && row.about.ours.includes(naming);

/** What a name begins with: a word, or two where the first says only that it is about many. */
const verbOf = (name: string): string => {
  const verb = /^(?:Batch)?[A-Z][a-z]+/.exec(name)?.[0] ?? name;
  return verb === name ? name : `${verb}*`;
};

/** Calls of one service whose requests name something of ours. */
const aboutOurs = (service: string, nameField: NamingField, names: readonly string[]): Expression =>
  and(
    equals(field.source, `${service}.amazonaws.com`),
    oneOf(request(nameField), names),
    oneOf(field.name, namesIn([`${service}.amazonaws.com`], naming(nameField))),
  );

/** What is ours where no Region is governed: roles, the copies of the archive and their keys. */
const ofOurs = (props: UnwatchedRegionsProps): Expression[] => [
  aboutOurs("iam", "roleName", [`${props.namePrefix}-*`, props.deploymentRoleName, props.breakGlassRoleName]),
  aboutOurs("s3", "bucketName", [`${props.namePrefix}-*`]),
  and(
    equals(field.account, props.logArchiveAccountId),
    equals(field.source, "kms.amazonaws.com"),
    oneOf(
      field.name,
      namesIn(["kms.amazonaws.com"], ({ about }) => about === "keys"),
    ),
  ),
];

/** As few patterns as hold all of it, each as long as CloudWatch takes it at most. */
const packed = <Item>(items: readonly Item[], patternOf: (items: readonly Item[]) => Expression): Expression[] =>
  items
    .reduce<readonly (readonly Item[])[]>((full, item) => {
      const last = full.at(-1);
      return last && filterPattern(patternOf([...last, item])).length <= sizeLimits.filterPattern.limit
        ? [...full.slice(0, -1), [...last, item]]
        : [...full, [item]];
    }, [])
    .map(patternOf);

/**
 * In none of these Regions; where more of the partition's Regions are governed than not, in one of the others that were
 * known when this was written, because a filter takes no more.
 * @returns nothing where there is no other
 */
function inOtherRegions(governed: readonly string[]): Expression | undefined {
  const [first = ""] = governed;
  const partition = partitionOf(first);
  const others = [...regions.keys()].filter((each) => partitionOf(each) === partition && !governed.includes(each));
  if (others.length >= governed.length) return and(...governed.map((region) => notEquals(field.region, region)));
  return others.length > 0 ? oneOf(field.region, others) : undefined;
}

/**
 * Tampering in Regions that are not governed, in any account, by anybody but a role that is named as the deployment's is.
 * No rule of EventBridge looks there, and services of a whole account choose one Region for what they record.
 *
 * Of the services that watch, every call counts that begins as one of the list does: nobody's work is there. Of others,
 * what is not ours is left alone, as are services of which nothing of ours is there.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-concepts.html#cloudtrail-concepts-global-service-events
 */
export function unwatchedRegions(props: UnwatchedRegionsProps): Monitor[] {
  const unwatched = inOtherRegions(props.governedRegions);
  if (!unwatched) return [];
  const elsewhere = and(unwatched, or(absent(field.issuerName), notEquals(field.issuerName, props.deploymentRoleName)));
  const verbs = unique(namesIn(watching, ofEverything).map(verbOf)).sort();
  const ofGlobal = global.map((source) =>
    and(equals(field.source, source), oneOf(field.name, namesIn([source], ofEverything))),
  );
  const events = [
    ...packed(watching, (sources) => and(elsewhere, oneOf(field.source, sources), oneOf(field.name, verbs))),
    ...packed([...ofGlobal, ...ofOurs(props)], (calls) => and(elsewhere, or(...calls))),
  ];
  return events.map((each, index) => ({
    name: `unwatched-region-${index + 1}`,
    severity: "high",
    what: "In a Region that is not governed somebody other than the deployment role switched off or changed what records, what watches, or what is ours there. Find out who did it in the organization trail, and undo it unless it was agreed.",
    pattern: filterPattern(each),
  }));
}
