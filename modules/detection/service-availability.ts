import { partitionOf, regions } from "../policy/region";

const govCloud = "us-gov-east-1 us-gov-west-1";
/** Regions of 2024 and later, which a service reaches last. */
const latest = "ap-east-2 ap-southeast-5 ap-southeast-6 ap-southeast-7 mx-central-1";
/** Regions of 2022 and later that Macie and Detective have both not reached. */
const recent = `${latest} ap-south-2 ap-southeast-3 ap-southeast-4 ca-west-1 eu-central-2 eu-south-2 me-central-1`;

const withoutInspector = "ap-southeast-6";

const allBut = (names: string) =>
  [...regions.keys()].filter((region) => !names.split(/\s+/).includes(region)).join(" ");

/** Regions that an account has to opt in to. */
const optIn = [...regions].flatMap(([region, facts]) => (facts.optIn ? [region] : [])).join(" ");

/**
 * Service of detection, or a part of one under the name that its API gives it -> Regions of `modules/policy/region.ts`
 * where it does not exist, separated by spaces. A Region that AWS's page does not name yet counts as one of them,
 * because AWS refuses what does not exist.
 *
 * Services are as botocore 1.43.11 of May 2026 lists their endpoints; a test compares the two. Parts are as these pages
 * say, read in November 2026.
 * @see https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_regions.html
 * @see https://docs.aws.amazon.com/govcloud-us/latest/UserGuide/govcloud-guardduty.html
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-regions.html
 * @see https://docs.aws.amazon.com/inspector/latest/user/inspector_regions.html
 * @see https://docs.aws.amazon.com/govcloud-us/latest/UserGuide/govcloud-inspector2.html
 * @see https://docs.aws.amazon.com/config/latest/developerguide/inspector-lambda-code-scan-enabled.html
 * @see https://docs.aws.amazon.com/config/latest/developerguide/conformance-packs.html#conformance-packs-regions
 */
const absences = {
  guardduty: "",
  S3_DATA_EVENTS: "",
  EKS_AUDIT_LOGS: "",
  EBS_MALWARE_PROTECTION: "",
  RDS_LOGIN_EVENTS: "ap-east-2",
  LAMBDA_NETWORK_LOGS: "",
  RUNTIME_MONITORING: "",
  AI_PROTECTION: govCloud,
  securityhub: "",
  // The Region in which findings come together, and from which every account is configured. Any Region can be linked.
  "securityhub-home-region": optIn,
  macie2: `${govCloud} ${recent}`,
  inspector2: withoutInspector,
  EC2: withoutInspector,
  ECR: withoutInspector,
  LAMBDA: withoutInspector,
  LAMBDA_CODE: allBut(
    `ap-northeast-1 ap-southeast-1 ap-southeast-2 eu-central-1 eu-north-1 eu-west-1 eu-west-2 us-east-1 us-east-2
     us-west-2`,
  ),
  detective: `${recent} ap-northeast-3`,
  "access-analyzer": "",
  fms: "",
  config: "",
  "config-conformance-packs": latest,
} as const;

/** A service of detection, or a part of one: GuardDuty's protection plans, Inspector's scan types. */
export type DetectionService = keyof typeof absences;

/** Every service and part of which the table tells. */
export const detectionServices = Object.keys(absences) as DetectionService[];

/** Regions where the service does not exist. */
export const absentFrom = (service: DetectionService): string[] => absences[service].split(/\s+/).filter(Boolean);

/**
 * Whether the service exists in the Region.
 * @throws when the Region is not in `modules/policy/region.ts`.
 */
export function isOffered(service: DetectionService, region: string): boolean {
  partitionOf(region);
  return !absentFrom(service).includes(region);
}

/**
 * Those of the Regions where the service exists, in the order given.
 * @throws when one of them is not in `modules/policy/region.ts`.
 */
export const offeredIn = (service: DetectionService, governedRegions: readonly string[]): string[] =>
  governedRegions.filter((region) => isOffered(service, region));
