import { Problem } from "../../modules/checks/problem";
import { regions as knownRegions } from "../../modules/policy/region";
import { Accounts, knownAccounts } from "./accounts";
import { BucketNames, bucketNames } from "./bucket-names";
import { governedOr, Regions } from "./regions";
import { Draft, duplicates, each, Named, Rule, rule } from "./rule";
import { Sources } from "./sources";

/** What these rules look at. */
interface Sections {
  namePrefix: string;
  regions: Regions;
  accounts: Accounts;
  sources: Sources;
}

type FileDraft = Draft<Sections>;
type SourcesDraft = NonNullable<FileDraft["sources"]>;

const sourceRule = rule<Sections>;

const asList = (value: unknown): readonly string[] => (Array.isArray(value) ? (value as string[]) : []);

/** Every ARN that the sources list. */
const listedArns = (sources: SourcesDraft): Named[] => [
  ...(["loadBalancers", "cloudFront", "webAcls", "networkFirewalls"] as const).flatMap((name) => [
    ...each(`sources.${name}.resources`, sources[name]?.resources),
    ...each(`sources.${name}.except`, sources[name]?.except),
  ]),
  ...each("sources.directories.resources", sources.directories?.resources),
  ...each("sources.dataEvents.lambda", sources.dataEvents?.lambda),
];

/** What the optional sources are attached to. */
const attachments = (sources: SourcesDraft) =>
  (["syslogRelays", "trafficMirrors"] as const).flatMap((name) =>
    asList(sources[name]).map((_, index) => ({ path: `sources.${name}[${index}]`, item: sources[name]?.[index] })),
  );

/** Region and account of an ARN; a global resource has no Region, and a global web ACL lives in us-east-1 regardless. */
function placeOf(arn: string) {
  const [, , , region, account, resource] = arn.split(":");
  return { region: resource?.startsWith("global/") ? "" : region, account };
}

/** The archive's buckets; none while what their names are made of is wrong. */
const bucketsOf = ({ namePrefix = "", regions, accounts }: FileDraft): BucketNames | undefined =>
  knownRegions.has(regions?.home ?? "")
    ? bucketNames({ namePrefix, regions: { retired: [], ...regions }, accounts } as Parameters<typeof bucketNames>[0])
    : undefined;

const sourceRegionsAreGoverned = sourceRule(({ sources, regions }) => {
  const governed = regions?.governed ?? [];
  return Object.entries(sources ?? {}).flatMap(([name, source]) => {
    return each(`sources.${name}.regions`, (source as { regions?: unknown } | undefined)?.regions)
      .filter(({ value }) => !governed.includes(value))
      .map(({ path, value }) => ({ path, found: JSON.stringify(value), write: governedOr(governed) }));
  });
});

const listedArnsAreOurs = sourceRule((draft) => {
  const governed = draft.regions?.governed ?? [];
  const accounts = knownAccounts(draft);
  return listedArns(draft.sources ?? {}).flatMap(({ path, value }): Problem[] => {
    const { region, account } = placeOf(value ?? "");
    // An ARN that is none is reported by the schema.
    if (account === undefined) return [];
    const found = JSON.stringify(value);
    return [
      ...(accounts.has(account)
        ? []
        : [{ path, found: `${found} of account ${account}`, write: "an ARN of one of the accounts in this file" }]),
      ...(region === "" || governed.includes(region)
        ? []
        : [{ path, found: `${found} of ${region}`, write: `an ARN of ${governedOr(governed)}` }]),
    ];
  });
});

/** A listed resource outside the source's own Regions would be left out in silence. */
const listedArnsAreCollected = sourceRule(({ sources }) =>
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

const attachmentsAreOurs = sourceRule((draft) => {
  const governed = draft.regions?.governed ?? [];
  const accounts = knownAccounts(draft);
  const attached = attachments(draft.sources ?? {});
  return [
    ...duplicates(
      attached.map(({ path, item }) => ({ path: `${path}.name`, value: item?.name })),
      "a name of its own",
    ),
    ...attached.flatMap(({ path, item }) => [
      item?.account !== undefined && !accounts.has(item.account)
        ? { path: `${path}.account`, found: JSON.stringify(item.account), write: "one of the accounts in this file" }
        : undefined,
      item?.region !== undefined && !governed.includes(item.region)
        ? { path: `${path}.region`, found: JSON.stringify(item.region), write: governedOr(governed) }
        : undefined,
    ]),
  ];
});

const relaysRunElsewhere = sourceRule(({ accounts, sources }) =>
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

const certificatesAreLocal = sourceRule(({ sources }) =>
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

/** EC2 numbers the sessions of an interface, and every mirror gives its own the same number. */
const interfacesAreMirroredOnce = sourceRule(({ sources }) => {
  const mirrors = (sources?.trafficMirrors ?? []).map((mirror, index) => {
    const path = `sources.trafficMirrors[${index}]`;
    return { path, target: mirror?.target, sources: each(`${path}.networkInterfaceIds`, mirror?.networkInterfaceIds) };
  });
  return [
    ...mirrors.flatMap(({ path, target, sources }): Problem[] =>
      sources.some(({ value }) => value !== undefined && value === target)
        ? [
            {
              path: `${path}.target`,
              found: `${JSON.stringify(target)}, one of the interfaces that are mirrored`,
              write: "an interface that packets are only sent to, or the ARN of a Network Load Balancer",
            },
          ]
        : [],
    ),
    ...duplicates(
      mirrors.flatMap(({ sources }) => sources),
      "each of them once",
    ),
  ];
});

const archiveIsNotRecorded = sourceRule((draft) => {
  const own = bucketsOf(draft)?.buckets ?? [];
  return each("sources.dataEvents.s3", draft.sources?.dataEvents?.s3)
    .filter(({ value = "" }) => own.some(({ arn }) => value === arn || value.startsWith(`${arn}/`)))
    .map(({ path, value }) => ({
      path,
      found: `${JSON.stringify(value)}, a bucket of the archive`,
      write: "another bucket: events about the archive would be written to it and cause the next ones",
    }));
});

/** Who looks after a recorder says how often it records. */
const frequencyIsOurs = sourceRule(({ sources }) => {
  const { recorder, recordingFrequency } = sources?.config ?? {};
  return [
    recorder === "existing" && recordingFrequency !== undefined
      ? {
          path: "sources.config.recordingFrequency",
          found: `${JSON.stringify(recordingFrequency)}, of a recorder that another looks after`,
          write: "nothing here, or recorder: own",
        }
      : undefined,
  ];
});

const gapsNeedConfig = sourceRule(({ sources, regions }) => {
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

const costDataNeedsCommercialPartition = sourceRule((draft) => [
  draft.sources?.costAndUsage?.enabled !== false &&
  draft.sources?.costAndUsage !== undefined &&
  bucketsOf(draft)?.partition === "aws-us-gov"
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
  interfacesAreMirroredOnce,
  archiveIsNotRecorded,
  frequencyIsOurs,
  gapsNeedConfig,
  costDataNeedsCommercialPartition,
];
