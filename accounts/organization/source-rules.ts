import { regions as knownRegions } from "../../modules/policy/region";
import { Names, names } from "../workspace/names";
import type { Organization } from "./load";
import { Draft, duplicates, Named, Problem, Rule, rule } from "./rule";

type Sources = NonNullable<NonNullable<Draft>["sources"]>;

/** CloudTrail accepts this many values over all advanced selectors of a trail, its own exceptions included. */
const selectorValueLimit = 500;

const governedOr = (governed: readonly (string | undefined)[]) =>
  `one of regions.governed (${governed.join(", ")}), or add it there`;

const asList = (value: unknown): readonly string[] => (Array.isArray(value) ? (value as string[]) : []);

/** Every value of a list in the file, with its path. */
const each = (path: string, list: unknown): Named[] =>
  asList(list).map((value, index) => ({ path: `${path}[${index}]`, value }));

/** Every ARN that the sources list. */
const listedArns = (sources: Sources): Named[] => [
  ...(["loadBalancers", "cloudFront", "webAcls", "networkFirewalls"] as const).flatMap((name) => [
    ...each(`sources.${name}.resources`, sources[name]?.resources),
    ...each(`sources.${name}.except`, sources[name]?.except),
  ]),
  ...each("sources.directories.resources", sources.directories?.resources),
  ...each("sources.dataEvents.lambda", sources.dataEvents?.lambda),
];

/** What the optional sources are attached to. */
const attachments = (sources: Sources) =>
  (["syslogRelays", "trafficMirrors"] as const).flatMap((name) =>
    asList(sources[name]).map((_, index) => ({ path: `sources.${name}[${index}]`, item: sources[name]?.[index] })),
  );

/** Ids of every account in the file. */
export const knownAccounts = ({ accounts }: NonNullable<Draft>): (string | undefined)[] => [
  accounts?.management?.id,
  accounts?.logArchive?.id,
  accounts?.securityTooling?.id,
  ...(accounts?.workloads ?? []).map((workload) => workload?.id),
];

/** Region and account of an ARN; a global resource has no Region, and a global web ACL lives in us-east-1 regardless. */
function placeOf(arn: string) {
  const [, , , region, account, resource] = arn.split(":");
  return { region: resource?.startsWith("global/") ? "" : region, account };
}

/** The archive's names; none while what they are made of is wrong. */
const namesOf = (draft: NonNullable<Draft>): Names | undefined => {
  const regions = { retired: [], ...draft.regions };
  return knownRegions.has(regions.home ?? "") ? names({ ...draft, regions } as Organization) : undefined;
};

const sourceRegionsAreGoverned = rule(({ sources, regions }) => {
  const governed = regions?.governed ?? [];
  return Object.entries(sources ?? {}).flatMap(([name, source]) => {
    const listed = each(`sources.${name}.regions`, (source as { regions?: unknown } | undefined)?.regions);
    return [
      ...duplicates(listed, "each Region once"),
      ...listed
        .filter(({ value }) => !governed.includes(value))
        .map(({ path, value }) => ({ path, found: JSON.stringify(value), write: governedOr(governed) })),
    ];
  });
});

const listedArnsAreOurs = rule((draft) => {
  const governed = draft.regions?.governed ?? [];
  const accounts = knownAccounts(draft);
  return listedArns(draft.sources ?? {}).flatMap(({ path, value }): Problem[] => {
    const { region, account } = placeOf(value ?? "");
    // An ARN that is none is reported by the schema.
    if (account === undefined) return [];
    const found = JSON.stringify(value);
    return [
      ...(accounts.includes(account)
        ? []
        : [{ path, found: `${found} of account ${account}`, write: "an ARN of one of the accounts in this file" }]),
      ...(region === "" || governed.includes(region)
        ? []
        : [{ path, found: `${found} of ${region}`, write: `an ARN of ${governedOr(governed)}` }]),
    ];
  });
});

/** A listed resource outside the source's own Regions would be left out in silence. */
const listedArnsAreCollected = rule(({ sources }) =>
  (["loadBalancers", "webAcls", "networkFirewalls"] as const).flatMap((name) => {
    const regions = sources?.[name]?.regions;
    return each(`sources.${name}.resources`, sources?.[name]?.resources)
      .filter(({ value }) => regions !== undefined && !regions.includes(value?.split(":")[3]))
      .map(({ path, value }) => ({
        path,
        found: `${JSON.stringify(value)}, outside sources.${name}.regions`,
        write: `an ARN of ${regions?.join(", ")}, or add its Region to sources.${name}.regions`,
      }));
  }),
);

const attachmentsAreOurs = rule((draft) => {
  const governed = draft.regions?.governed ?? [];
  const accounts = knownAccounts(draft);
  const attached = attachments(draft.sources ?? {});
  return [
    ...duplicates(
      attached.map(({ path, item }) => ({ path: `${path}.name`, value: item?.name })),
      "a name of its own",
    ),
    ...attached.flatMap(({ path, item }) => [
      item?.account !== undefined && !accounts.includes(item.account)
        ? { path: `${path}.account`, found: JSON.stringify(item.account), write: "one of the accounts in this file" }
        : undefined,
      item?.region !== undefined && !governed.includes(item.region)
        ? { path: `${path}.region`, found: JSON.stringify(item.region), write: governedOr(governed) }
        : undefined,
    ]),
  ];
});

const relaysRunElsewhere = rule(({ accounts, sources }) =>
  (sources?.syslogRelays ?? []).map((relay, index) =>
    relay?.account !== undefined && relay.account === accounts?.management?.id
      ? {
          path: `sources.syslogRelays[${index}].account`,
          found: `${JSON.stringify(relay.account)}, the management account`,
          write: "another account: nothing runs where no guard rail reaches",
        }
      : undefined,
  ),
);

const certificatesAreLocal = rule(({ sources }) =>
  (sources?.syslogRelays ?? []).map((relay, index) => {
    const { region, account } = placeOf(relay?.certificateArn ?? "");
    return account !== undefined && relay && (region !== relay.region || account !== relay.account)
      ? {
          path: `sources.syslogRelays[${index}].certificateArn`,
          found: JSON.stringify(relay.certificateArn),
          write: `a certificate of account ${relay.account} in ${relay.region}, where the relay is`,
        }
      : undefined;
  }),
);

const archiveIsNotRecorded = rule((draft) => {
  const own = namesOf(draft)?.bucketArns ?? [];
  return each("sources.dataEvents.s3", draft.sources?.dataEvents?.s3)
    .filter(({ value = "" }) => own.some((arn) => value === arn || value.startsWith(`${arn}/`)))
    .map(({ path, value }) => ({
      path,
      found: `${JSON.stringify(value)}, a bucket of the archive`,
      write: "another bucket: events about the archive would be written to it and cause the next ones",
    }));
});

const selectorsFit = rule((draft) => {
  const { s3, lambda } = draft.sources?.dataEvents ?? {};
  const own = Array.isArray(s3) ? 0 : (namesOf(draft)?.bucketArns.length ?? 0);
  const fixed = 5;
  const count = own + fixed + asList(s3).length + asList(lambda).length;
  return [
    count > selectorValueLimit
      ? {
          path: "sources.dataEvents",
          found: `${asList(s3).length + asList(lambda).length} ARNs`,
          write: `at most ${selectorValueLimit - own - fixed}, or all`,
        }
      : undefined,
  ];
});

const gapsNeedConfig = rule(({ sources, regions }) => {
  const { config, loggingGaps } = sources ?? {};
  if (loggingGaps?.enabled === false) return [];
  if (config?.enabled === false) {
    return [
      {
        path: "sources.loggingGaps.enabled",
        found: String(loggingGaps?.enabled ?? "true, the default"),
        write: "false: its rules are evaluated by AWS Config, which is switched off",
      },
    ];
  }
  const recorded = config?.regions ?? regions?.governed ?? [];
  return each("sources.loggingGaps.regions", loggingGaps?.regions)
    .filter(({ value }) => !recorded.includes(value))
    .map(({ path, value }) => ({
      path,
      found: JSON.stringify(value),
      write: `a Region in which sources.config records (${recorded.join(", ")})`,
    }));
});

const costDataNeedsCommercialPartition = rule((draft) => [
  draft.sources?.costAndUsage?.enabled !== false &&
  draft.sources?.costAndUsage !== undefined &&
  namesOf(draft)?.partition === "aws-us-gov"
    ? {
        path: "sources.costAndUsage",
        found: "an export in GovCloud",
        write: "nothing here: cost and usage is exported from the commercial account linked to it",
      }
    : undefined,
]);

/** What the schema of a single source cannot see. */
export const sourceRules: readonly Rule[] = [
  sourceRegionsAreGoverned,
  listedArnsAreOurs,
  listedArnsAreCollected,
  attachmentsAreOurs,
  relaysRunElsewhere,
  certificatesAreLocal,
  archiveIsNotRecorded,
  selectorsFit,
  gapsNeedConfig,
  costDataNeedsCommercialPartition,
];
