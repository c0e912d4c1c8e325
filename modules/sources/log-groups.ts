import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { Construct } from "constructs";
import { allowLogGroupEncryption, CustomerManagedKey } from "../encryption/customer-managed-key";
import { Partition } from "../policy/region";
import { Statement } from "../policy/statement";

/** A log group of one Region. */
export interface LogGroup {
  readonly name: string;
  readonly arn: string;
}

/** What a log group is called, and where there is one. */
export interface LogGroupFacts {
  readonly name: string;
  readonly regions: readonly string[];
  /** Days its events are kept. @default - as in the others */
  readonly retentionDays?: number;
}

export interface LogGroupsProps<Purpose extends string> {
  /** Alias of the key of each Region. */
  readonly keyAlias: string;
  readonly partition: Partition;
  readonly accountId: string;
  readonly deploymentRoleArn: string;
  readonly breakGlassRoleArn: string;
  /** Purpose -> the group. */
  readonly groups: Readonly<Record<Purpose, LogGroupFacts>>;
  /** Days that events are kept in groups without a retention of their own. */
  readonly retentionDays: number;
  /** Other uses of the key. @default - only log groups */
  readonly keyStatements?: readonly Statement[];
}

/**
 * The log groups that an account's sources write to, with the key of each Region that encrypts them.
 *
 * They exist whether their source is switched on or not, so that switching one off loses nothing; an empty group costs
 * nothing. Groups and keys are stateful.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
export class LogGroups<Purpose extends string> extends Construct {
  /** Region -> key of its log groups. */
  readonly keyArns: Readonly<Record<string, string>>;
  /** Purpose -> Region -> group. */
  readonly of: Readonly<Record<Purpose, Readonly<Record<string, LogGroup>>>>;

  constructor(scope: Construct, id: string, props: LogGroupsProps<Purpose>) {
    super(scope, id);
    const { partition, accountId } = props;
    const purposes = Object.entries<LogGroupFacts>(props.groups);
    const regions = [...new Set(purposes.flatMap(([, group]) => group.regions))];

    const keyArns = Object.fromEntries(
      regions.map((region) => {
        const names = purposes.filter(([, group]) => group.regions.includes(region)).map(([, { name }]) => name);
        const key = new CustomerManagedKey(this, `key-${region}`, {
          alias: props.keyAlias,
          description: "Log groups of the security logging of this account",
          region,
          partition,
          accountId,
          deploymentRoleArn: props.deploymentRoleArn,
          breakGlassRoleArn: props.breakGlassRoleArn,
          statements: [allowLogGroupEncryption(partition, region, accountId, ...names), ...(props.keyStatements ?? [])],
        });
        return [region, key.arn];
      }),
    );

    this.keyArns = keyArns;
    this.of = Object.fromEntries(
      purposes.map(([purpose, group]) => [
        purpose,
        Object.fromEntries(
          group.regions.map((region) => {
            const { name, arn } = new CloudwatchLogGroup(this, `${purpose}-${region}`, {
              region,
              name: group.name,
              kmsKeyId: keyArns[region],
              retentionInDays: group.retentionDays ?? props.retentionDays,
              deletionProtectionEnabled: true,
              lifecycle: { preventDestroy: true },
            });
            return [region, { name, arn }];
          }),
        ),
      ]),
    ) as Record<Purpose, Record<string, LogGroup>>;
  }
}
