import type { Organization } from "../../accounts/organization/organization";
import { names } from "../../accounts/workspace/names";
import type { WriterFacts } from "../../modules/archive/writers/facts";
import { partitionOf, Partition } from "../../modules/policy/region";

/** The two accounts of the trial: where logs go to, and where they come from. */
export type Side = "archive" | "source";

/** What a trial is made from, and found again by. */
export interface TrialFacts {
  readonly partition: Partition;
  /** `o-...` of which both accounts are members. */
  readonly organizationId: string;
  readonly accounts: Readonly<Record<Side, string>>;
  readonly region: string;
  /** Another Region, with one web ACL in it. */
  readonly otherRegion: string;
  /** Name of the role that deploys, in both accounts. */
  readonly deploymentRoleName: string;
}

/** What was written wrong, all at once; for people, without a stack trace. */
export class TrialMistakes extends Error {}

/** Every account that the organization file names. */
const named = ({ accounts: { management, logArchive, securityTooling, workloads } }: Organization) => [
  management,
  logArchive,
  securityTooling,
  ...workloads,
];

function mistakes(organization: Organization, accounts: readonly string[], region: string): string[] {
  const known = named(organization).map(({ id }) => id);
  const partition = partitionOf(organization.regions.home);
  return [
    ...(accounts.length === 2 ? [] : [`--accounts: found ${accounts.length}; write the ids of two accounts`]),
    ...accounts.flatMap((id) => {
      if (!/^\d{12}$/.test(id)) return [`--accounts: found ${JSON.stringify(id)}; write an id of 12 digits`];
      if (!known.includes(id)) return [];
      return [`--accounts: ${id} is in the organization file, and has logs of its own; write an account that is spare`];
    }),
    ...(new Set(accounts).size < accounts.length ? ["--accounts: the same account twice; write two"] : []),
    ...(organization.regions.governed.includes(region)
      ? []
      : [
          `--region: found ${JSON.stringify(region)}; write one that is governed in ${partition}: ` +
            organization.regions.governed.join(", "),
        ]),
  ];
}

/**
 * The trial of two spare accounts of an organization.
 * @param accounts - first the one that logs go to, then the one that they come from
 * @throws TrialMistakes with everything that is wrong
 */
export function trialFacts(organization: Organization, accounts: readonly string[], region: string): TrialFacts {
  const found = mistakes(organization, accounts, region);
  const [archive, source] = accounts;
  if (found.length > 0 || !archive || !source) throw new TrialMistakes(found.join("\n"));
  const { home, governed } = organization.regions;
  const partition = partitionOf(home);
  const spare = partition === "aws-us-gov" ? ["us-gov-west-1", "us-gov-east-1"] : ["us-east-1", "us-west-2"];
  return {
    partition,
    organizationId: organization.organization.id,
    accounts: { archive, source },
    region,
    otherRegion: [...governed, ...spare].find((each) => each !== region) ?? region,
    deploymentRoleName: names(organization).deploymentRoleArn(archive).split(":role/")[1] ?? "",
  };
}

/** Begins the name of everything that a trial makes; guard rails of the organization protect other names. */
export const trialName = "logging-trial";

/** Names that both accounts and whoever reads them have to know. */
export const trialNames = ({ accounts, region, partition }: TrialFacts) => {
  const end = `${accounts.archive}-${region}`;
  const logs = (side: Side, rest: string) => `arn:${partition}:logs:${region}:${accounts[side]}:${rest}`;
  const strict = `${trialName}-strict`;
  return {
    /** With a key of the archive's account. */
    keyedBucket: `${trialName}-key-${end}`,
    plainBucket: `${trialName}-${end}`,
    webAclBucket: `aws-waf-logs-${trialName}-${end}`,
    stream: trialName,
    destination: trialName,
    destinationArn: logs("archive", `destination:${trialName}`),
    /** Whose role asks for what the archive's roles let be. */
    strictDestination: strict,
    strictDestinationArn: logs("archive", `destination:${strict}`),
    strictFilter: strict,
    deliveryDestinationArn: logs("archive", `delivery-destination:${trialName}`),
    /** Two query logging configurations, as they are called; each has a prefix of its own. */
    queryLogs: { [`${trialName}-1`]: "dns/", [`${trialName}-2`]: "dns-second/" },
    webAcl: trialName,
    otherWebAcl: `${trialName}-elsewhere`,
    /** Log groups that a schedule writes to, each under one principal. */
    scheduled: {
      "events.amazonaws.com": `/${trialName}/scheduled-events`,
      "delivery.logs.amazonaws.com": `/${trialName}/scheduled-delivery`,
    },
    reports: `/${trialName}/reports`,
    /** Made last, so that the workflow hears of it. */
    newcomer: `/${trialName}/newcomer`,
    workflow: trialName,
    workflowRole: `${trialName}-retention`,
    workflowArn: `arn:${partition}:states:${region}:${accounts.source}:stateMachine:${trialName}`,
    subscription: `${trialName}-${region}`,
  };
};

/** What the statements of the archive's writers ask for; both accounts are members of the same organization. */
export const writerFacts = ({ partition, organizationId, accounts, region }: TrialFacts): WriterFacts => ({
  partition,
  organizationId,
  managementAccountId: accounts.archive,
  logArchiveAccountId: accounts.archive,
  securityToolingAccountId: accounts.archive,
  homeRegion: region,
  governedRegions: [region],
  organizationTrailArns: [],
});
