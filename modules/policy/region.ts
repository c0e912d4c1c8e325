/** The AWS partition a Region belongs to: the second field of every ARN in it. */
export type Partition = "aws" | "aws-us-gov";

interface RegionFacts {
  readonly partition: Partition;
  /** Whether an account must opt in before it can use the Region. */
  readonly optIn: boolean;
}

const table = (partition: Partition, optIn: boolean, regions: string): [string, RegionFacts][] =>
  regions
    .trim()
    .split(/\s+/)
    .map((region) => [region, { partition, optIn }]);

/**
 * Every Region of the commercial and GovCloud partitions, as of November 2026. China is not among them: its service
 * principals and endpoints end differently and several of the services are absent.
 * @see https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html
 */
export const regions: ReadonlyMap<string, RegionFacts> = new Map([
  ...table(
    "aws",
    false,
    `ap-northeast-1 ap-northeast-2 ap-northeast-3 ap-south-1 ap-southeast-1 ap-southeast-2 ca-central-1 eu-central-1
     eu-north-1 eu-west-1 eu-west-2 eu-west-3 sa-east-1 us-east-1 us-east-2 us-west-1 us-west-2`,
  ),
  ...table(
    "aws",
    true,
    `af-south-1 ap-east-1 ap-east-2 ap-south-2 ap-southeast-3 ap-southeast-4 ap-southeast-5 ap-southeast-6
     ap-southeast-7 ca-west-1 eu-central-2 eu-south-1 eu-south-2 il-central-1 me-central-1 me-south-1 mx-central-1`,
  ),
  ...table("aws-us-gov", false, "us-gov-east-1 us-gov-west-1"),
]);

/** @throws when the Region is not in the table. */
function factsOf(region: string): RegionFacts {
  const facts = regions.get(region);
  if (!facts) throw new Error(`unknown Region ${region}: add it to modules/policy/region.ts`);
  return facts;
}

export const partitionOf = (region: string): Partition => factsOf(region).partition;

/** Regions of a partition that every account has without opting in. */
export const regionsOfEveryAccount = (partition: Partition): string[] =>
  [...regions].flatMap(([region, facts]) => (facts.partition === partition && !facts.optIn ? [region] : []));

/**
 * Principals under which a security service delivers from the given Regions. In a Region that must be opted in to, some
 * services act as `service.REGION.amazonaws.com`; a statement for the plain principal alone misses them.
 * @see https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html
 */
export function servicePrincipals(service: string, governedRegions: readonly string[]): string[] {
  const optedIn = governedRegions.filter((region) => factsOf(region).optIn);
  return [`${service}.amazonaws.com`, ...optedIn.map((region) => `${service}.${region}.amazonaws.com`)];
}
