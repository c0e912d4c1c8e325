import { Organization } from "../../../accounts/organization/organization";
import { edit, Mistake } from "./mistakes";

const detection = (value: unknown) => edit("detection", value);

const scan = { name: "uploads", account: "444444444444", region: "eu-west-1", bucket: "customer-uploads" };
const scans = (...changed: readonly Readonly<Record<string, unknown>>[]) =>
  detection({ guardDuty: { malwareScans: changed.map((each) => ({ ...scan, ...each })) } });
const firstScan = "detection.guardDuty.malwareScans[0]";

/** What may not be written of the scans of a bucket. */
const scanMistakes: readonly Mistake[] = [
  {
    mistake: "the scans of a bucket of nobody",
    change: scans({ account: "666666666666" }),
    path: `${firstScan}.account`,
    found: /"666666666666"/,
    write: /one of the accounts in this file/,
  },
  {
    mistake: "the scans of a bucket of the management account",
    change: scans({ account: "111111111111" }),
    path: `${firstScan}.account`,
    found: /"111111111111", the management account/,
    write: /a workload account, or Security Tooling/,
  },
  {
    mistake: "the scans of a bucket of the archive",
    change: scans({ account: "222222222222" }),
    path: `${firstScan}.account`,
    found: /"222222222222", Log Archive, whose buckets AWS services write/,
    write: /a workload account, or Security Tooling/,
  },
  {
    mistake: "the scans of a bucket where nobody governs",
    change: scans({ region: "eu-west-3" }),
    path: `${firstScan}.region`,
    found: /"eu-west-3"/,
    write: /eu-west-1/,
  },
  {
    mistake: "the scans of a bucket with a key of another Region",
    change: scans({ kmsKeyArn: "arn:aws:kms:us-east-1:444444444444:key/0a1b2c3d-4e5f-4678-abcd-ef0123456789" }),
    path: `${firstScan}.kmsKeyArn`,
    found: /us-east-1/,
    write: /a key in eu-west-1, where the bucket is/,
  },
  {
    mistake: "the scans of a bucket twice",
    change: scans({}, { name: "again" }),
    path: "detection.guardDuty.malwareScans[1].bucket",
    found: /as in detection\.guardDuty\.malwareScans\[0\]\.bucket/,
    write: /each bucket once/,
  },
  {
    mistake: "two scans of one name",
    change: scans({}, { bucket: "customer-returns" }),
    path: "detection.guardDuty.malwareScans[1].name",
    found: /as in detection\.guardDuty\.malwareScans\[0\]\.name/,
    write: /a name of its own/,
  },
  {
    mistake: "the scans of no objects",
    change: scans({ prefixes: [] }),
    path: `${firstScan}.prefixes`,
    found: /\[\]|an empty list/,
    write: /at least one, or nothing for every object/,
  },
  {
    mistake: "a prefix that is a pattern",
    change: scans({ prefixes: ["uploads/*"] }),
    path: `${firstScan}.prefixes[0]`,
    found: /"uploads\/\*"/,
    write: /the beginning of an object's key/,
  },
  {
    mistake: "scans without GuardDuty",
    change: detection({ guardDuty: { enabled: false, malwareScans: [scan] } }),
    path: "detection.guardDuty.malwareScans",
    found: /1, without GuardDuty/,
    write: /nothing here, or switch detection\.guardDuty on/,
  },
];

/** What may not be written under `detection`. */
export const detectionMistakes: readonly Mistake[] = [
  {
    mistake: "an unknown service",
    change: detection({ guardduty: { enabled: true } }),
    path: "detection.guardduty",
    found: /unknown key/,
    write: /remove it/,
  },
  {
    mistake: "a service that is neither on nor off",
    change: detection({ macie: { enabled: "yes" } }),
    path: "detection.macie.enabled",
    found: /"yes"/,
    write: /true or false/,
  },
  {
    mistake: "a standard that does not exist",
    change: detection({ securityHub: { standards: ["cis-aws-foundations-benchmark-6.0.0"] } }),
    path: "detection.securityHub.standards[0]",
    found: /"cis-aws-foundations-benchmark-6\.0\.0"/,
    write: /one of aws-foundational-security-best-practices, .*nist-800-53-5\.0\.0/,
  },
  {
    mistake: "a standard twice",
    change: detection({ securityHub: { standards: ["pci-dss-4.0.1", "pci-dss-4.0.1"] } }),
    path: "detection.securityHub.standards[1]",
    found: /as in detection\.securityHub\.standards\[0\]/,
    write: /each of them once/,
  },
  {
    mistake: "a control whose id is none",
    change: detection({ securityHub: { disabledControls: ["S3"] } }),
    path: "detection.securityHub.disabledControls[0]",
    found: /"S3"/,
    write: /the id of a control, e\.g\. S3\.13/,
  },
  {
    mistake: "a protection plan that does not exist",
    change: detection({ guardDuty: { protectionPlans: { redshiftLogins: true } } }),
    path: "detection.guardDuty.protectionPlans.redshiftLogins",
    found: /unknown key/,
    write: /remove it/,
  },
  ...scanMistakes,
  {
    mistake: "a frequency GuardDuty does not know",
    change: detection({ guardDuty: { findingPublishingFrequency: "DAILY" } }),
    path: "detection.guardDuty.findingPublishingFrequency",
    found: /"DAILY"/,
    write: /FIFTEEN_MINUTES, ONE_HOUR or SIX_HOURS/,
  },
  {
    mistake: "a service told where to work, which is everywhere",
    change: detection({ macie: { regions: ["eu-west-9"] } }),
    path: "detection.macie.regions",
    found: /unknown key/,
    write: /remove it/,
  },
  {
    mistake: "GuardDuty told Region by Region where to watch",
    change: detection({ guardDuty: { regions: ["eu-west-1"] } }),
    path: "detection.guardDuty.regions",
    found: /"eu-west-1"/,
    write: /all or governed/,
  },
  {
    mistake: "GuardDuty exporting from everywhere into a Region that must be opted in to",
    change: (draft) => {
      draft.regions.home = "me-central-1";
      draft.regions.governed = ["me-central-1"];
    },
    path: "detection.guardDuty.regions",
    found: /all, with me-central-1 as the home Region, into which other Regions cannot export/,
    write: /governed, or a Region that needs no opting in as regions\.home/,
  },
  ...["securityHub", "firewallManager", "organizationRules", "conformancePack", "archiveControls"].map((service) => ({
    mistake: `${service} without AWS Config`,
    change: edit("sources", { config: { enabled: false } }),
    path: `detection.${service}.enabled`,
    found: /true, without sources\.config, /,
    write: /false, or switch sources\.config on/,
  })),
  {
    mistake: "the code of functions without the functions",
    change: detection({ inspector: { lambda: false } }),
    path: "detection.inspector.lambdaCode",
    found: /true, without detection\.inspector\.lambda/,
    write: /false, or lambda: true/,
  },
  {
    mistake: "Inspector with nothing to scan",
    change: detection({ inspector: { ec2: false, ecr: false, lambda: false, lambdaCode: false } }),
    path: "detection.inspector.enabled",
    found: /true, with nothing to scan/,
    write: /false, or one of ec2, ecr, lambda: true/,
  },
  {
    mistake: "findings brought together in a Region that must be opted in to",
    change: (draft) => {
      draft.regions.home = "me-central-1";
      draft.regions.governed = ["me-central-1"];
    },
    path: "detection.securityHub.enabled",
    found: /true, with me-central-1 as the home Region/,
    write: /false, or another Region as regions\.home/,
  },
  ...["guardDuty", "macie"].map((service) => ({
    mistake: `${service} exporting into a Region that must be opted in to, from another`,
    change: (draft: Organization) => {
      draft.regions.home = "me-central-1";
      draft.regions.governed = ["me-central-1", "eu-west-1"];
    },
    path: `detection.${service}.enabled`,
    found: /true, with me-central-1 as the home Region, into which other Regions cannot export/,
    write: /false, or a Region that needs no opting in/,
  })),
  {
    mistake: "a prefix that leaves no room for the names of organization rules",
    change: (draft) => {
      draft.namePrefix = "acme-organization-logging";
      draft.regions.governed = ["eu-west-1"];
      draft.regions.vault = "eu-west-2";
    },
    path: "namePrefix",
    found: /"acme-organization-logging", which makes names of organization rules too long/,
    write: /at most 24 characters/,
  },
  {
    mistake: "unused access at once",
    change: detection({ accessAnalyzer: { unusedAccessDays: 0 } }),
    path: "detection.accessAnalyzer.unusedAccessDays",
    found: /0/,
    write: /at least 1 days/,
  },
  {
    mistake: "a delegated administrator that is the management account",
    change: edit("accounts.securityTooling.id", "111111111111"),
    path: "accounts.securityTooling.id",
    found: /"111111111111", as in accounts\.management\.id/,
    write: /an account of its own/,
  },
  ...["s3.13", "S3.013", "S3.0"].map((control) => ({
    mistake: `a control that Security Hub cannot have, ${control},`,
    change: edit("detection", { securityHub: { disabledControls: [control] } }),
    path: "detection.securityHub.disabledControls[0]",
    found: new RegExp(control.replace(".", "\\.")),
    write: /the id of a control, e\.g\. S3\.13/,
  })),
];
