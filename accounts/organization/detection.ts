import { z } from "zod";
import { Standard, standards } from "../../modules/detection/standards";
import { wholeNumber } from "./fields";
import { malwareScans } from "./malware-scans";

const onOff = z.boolean({ error: "true or false" });

const service = <Shape extends z.ZodRawShape>(description: string, shape: Shape) =>
  z
    .strictObject(
      {
        enabled: onOff
          .default(true)
          .describe(
            "Whether it is administered for the organization; docs/detection.md says what goes on in the accounts when it is not.",
          ),
        ...shape,
      },
      { error: "{ enabled: true } or { enabled: false }" },
    )
    .prefault({} as never)
    .describe(description);

const plan = (description: string) => onOff.default(true).describe(description);

const plans = {
  s3DataEvents: plan("Reads of S3 objects."),
  eksAuditLogs: plan("Audit logs of EKS clusters."),
  ebsMalware: plan("Scans of the volumes of instances that behave suspiciously."),
  rdsLogins: plan("Logins to Aurora and RDS databases."),
  lambdaNetwork: plan("Network activity of functions."),
  runtimeMonitoring: plan("What runs on instances, in containers and in clusters; GuardDuty installs its agents."),
  aiProtection: onOff
    .optional()
    .describe(
      "Invocations of models in Bedrock and SageMaker. Left as it is unless it is said; once on, switch it off with false.",
    ),
};

const standardNames = Object.keys(standards) as [Standard, ...Standard[]];

/** What watches the organization. Everything is switched on unless the file says otherwise. */
export const detectionSchema = z
  .strictObject(
    {
      guardDuty: service("GuardDuty: threats, in every account and Region.", {
        regions: z
          .enum(["all", "governed"], { error: "all or governed" })
          .default("all")
          .describe(
            "Where it watches: in governed Regions and every other that needs no opting in, as AWS recommends, or in governed ones alone.",
          ),
        findingPublishingFrequency: z
          .enum(["FIFTEEN_MINUTES", "ONE_HOUR", "SIX_HOURS"], { error: "FIFTEEN_MINUTES, ONE_HOUR or SIX_HOURS" })
          .default("FIFTEEN_MINUTES")
          .describe("How often what was found again is exported; what is new is exported at once."),
        protectionPlans: z
          .strictObject(plans, { error: "protection plans as NAME: false" })
          .prefault({})
          .describe("Protection plans, each with its own price; all of them by default but for aiProtection."),
        malwareScans,
      }),
      securityHub: service("Security Hub CSPM: findings of all services, and standards.", {
        standards: z
          .array(z.enum(standardNames, { error: `one of ${standardNames.join(", ")}` }), {
            error: "a list of standards",
          })
          .default([
            "aws-foundational-security-best-practices",
            "cis-aws-foundations-benchmark-5.0.0",
            "nist-800-53-5.0.0",
          ])
          .describe("Standards every account is held to."),
        disabledControls: z
          .array(
            z
              .string({ error: "the id of a control, e.g. S3.13" })
              .regex(/^[A-Z][A-Za-z0-9]*\.[1-9]\d*$/, { error: "the id of a control, e.g. S3.13" }),
            { error: "a list of ids of controls" },
          )
          .default([])
          .describe("Controls that are switched off everywhere; write down why beside each."),
      }),
      macie: service("Macie: sensitive data in S3.", {}),
      inspector: service("Inspector: vulnerabilities.", {
        ec2: plan("Instances."),
        ecr: plan("Container images."),
        lambda: plan("Dependencies of functions."),
        lambdaCode: plan("The code of functions."),
      }),
      detective: service("Detective: relations between findings; GuardDuty feeds it.", {}),
      accessAnalyzer: service("IAM Access Analyzer: access from outside the organization, and unused access.", {
        unusedAccessDays: wholeNumber("days", 1, 365)
          .default(90)
          .describe("Days after which access that nobody used is a finding."),
      }),
      firewallManager: service("Firewall Manager: Security Tooling administers it; policies are its owner's.", {}),
      organizationRules: service("AWS Config rules about logging, in every account and Region.", {}),
      conformancePack: service("A conformance pack about logging, in every account and Region.", {}),
      cloudTrailAdministrator: z
        .strictObject(
          { enabled: onOff.default(false).describe("Whether Security Tooling administers CloudTrail as well.") },
          { error: "{ enabled: true } or { enabled: false }" },
        )
        .prefault({})
        .describe(
          "Security Tooling may do with every trail of the organization what the management account may; off unless switched on. docs/detection.md says what that opens.",
        ),
      archiveControls: service("AWS Config rules and Access Analyzer over the archive itself.", {}),
    },
    { error: "detection as NAME: { enabled: false }" },
  )
  .prefault({})
  .describe("What watches the organization. Everything does, but for what is switched off here.");

export type Detection = z.infer<typeof detectionSchema>;
export type DetectionName = keyof Detection;
