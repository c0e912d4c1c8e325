import { AccessanalyzerAnalyzer } from "@cdktf/provider-aws/lib/accessanalyzer-analyzer";
import { AccessanalyzerArchiveRule } from "@cdktf/provider-aws/lib/accessanalyzer-archive-rule";
import { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { ArchivedBucket, archiveRules, BucketRule, bucketRules, homeArchiveRules } from "./archive-control-rules";
import { accountRule, ConfigRule, existsIn, nameOf } from "./config-rule";

/** Access from outside the account that the archive is for, in the words of the policy that gives it. */
export interface IntendedAccess {
  readonly region: string;
  /** What is accessed: buckets, keys. */
  readonly resourceArns: readonly string[];
  /** What the statement asks `aws:PrincipalArn` to be, patterns as they stand there. */
  readonly principalArns: readonly string[];
  /** What the statement asks `aws:PrincipalOrgID` to be. @default - the statement names the account */
  readonly organizationId?: string;
}

export interface ArchiveControlsProps {
  /** Begins the name of every rule, which continues with `archive` and AWS's own. */
  readonly rulePrefix: string;
  /** Region of the log stream, and where the account's roles are recorded. */
  readonly homeRegion: string;
  /** Region -> stable name, which becomes part of Terraform addresses -> bucket. */
  readonly buckets: Readonly<Record<string, Readonly<Record<string, ArchivedBucket>>>>;
  /**
   * Region that is recorded -> what must be running before AWS Config accepts a rule; nothing where the recorder is
   * another's. Buckets elsewhere are not judged.
   */
  readonly recorders: Readonly<Record<string, readonly ITerraformDependable[]>>;
  /**
   * Purpose in kebab-case -> access that is no finding, at most one for each Region. Must name every property that the
   * statement has, or it hides what nobody intended. @default - every access is a finding
   */
  readonly intendedAccess?: Readonly<Record<string, IntendedAccess | readonly IntendedAccess[]>>;
}

/** What a rule for single buckets is for this one; undefined where the bucket need not have the property. */
function ruleFor({ parameters, guardPolicy, ...rule }: BucketRule, bucket: ArchivedBucket): ConfigRule | undefined {
  if (guardPolicy) {
    const condition = guardPolicy(bucket);
    return condition === undefined ? undefined : { ...rule, guardPolicy: condition };
  }
  const demanded = parameters?.(bucket);
  return demanded && { ...rule, parameters: Object.keys(demanded).length > 0 ? demanded : undefined };
}

/**
 * Watches the archive itself, from its own account: a bucket, key, stream or role that loses a property it was made
 * with is a finding, and so is whoever gets access to one from another account, even of the organization.
 *
 * Buckets of a Region without a recorder are watched by the analyzer alone.
 * @see https://docs.aws.amazon.com/prescriptive-guidance/latest/security-reference-architecture/log-archive.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-create-external.html
 */
export class ArchiveControls extends Construct {
  constructor(scope: Construct, id: string, props: ArchiveControlsProps) {
    super(scope, id);
    const { homeRegion, recorders } = props;
    for (const [region, buckets] of Object.entries(props.buckets)) {
      this.analyzeAccess(region, props);
      const recorder = recorders[region];
      if (!recorder) continue;

      const watch = (identifier: string, rule: ConfigRule, name = "", resourceId?: string) => {
        if (!existsIn(rule, region)) return;
        accountRule(this, `${name}${nameOf(identifier)}-${region}`, {
          region,
          name: `${props.rulePrefix}-archive-${name}${nameOf(identifier)}`,
          identifier,
          rule,
          resourceId,
          recorder,
        });
      };
      for (const [identifier, rule] of Object.entries<ConfigRule>({
        ...archiveRules,
        ...(region === homeRegion ? homeArchiveRules : {}),
      })) {
        watch(identifier, rule);
      }
      for (const [name, bucket] of Object.entries(buckets)) {
        for (const [identifier, bucketRule] of Object.entries<BucketRule>(bucketRules)) {
          const rule = ruleFor(bucketRule, bucket);
          if (rule) watch(identifier, rule, `${name}-`, bucket.bucketName);
        }
      }
    }
  }

  /** An archive rule hides only findings that come after it, so that it has to be there before the first analysis. */
  private analyzeAccess(region: string, { rulePrefix, intendedAccess = {} }: ArchiveControlsProps) {
    const { analyzerName } = new AccessanalyzerAnalyzer(this, `analyzer-${region}`, {
      region,
      analyzerName: `${rulePrefix}-archive`,
      type: "ACCOUNT",
    });
    const accesses = Object.entries(intendedAccess).flatMap(([purpose, intended]) =>
      [intended].flat().map((access) => [purpose, access] as const),
    );
    for (const [purpose, access] of accesses) {
      if (access.region !== region) continue;
      new AccessanalyzerArchiveRule(this, `${purpose}-${region}`, {
        region,
        analyzerName,
        ruleName: purpose,
        filter: [
          { criteria: "resource", eq: [...access.resourceArns] },
          { criteria: "isPublic", eq: ["false"] },
          { criteria: "condition.aws:PrincipalArn", eq: [...access.principalArns] },
          ...(access.organizationId ? [{ criteria: "condition.aws:PrincipalOrgID", eq: [access.organizationId] }] : []),
        ],
      });
    }
  }
}
