import { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { ServiceLinkedRole } from "../guardrails/service-linked-role";
import { CentralizationRule } from "./centralization-rule";

export interface LogCentralizationProps {
  readonly ruleName: string;
  /** Region of the rule and of the central log groups. */
  readonly region: string;
  readonly sourceRegions: readonly string[];
  readonly organizationId: string;
  /** Account that receives the central log groups. */
  readonly destinationAccountId: string;
  /** Key of the central log groups; it must carry the tag `LogsManaged=true`. */
  readonly kmsKeyArn: string;
  /** Names of log groups that must not be copied, because the pipeline writes them. */
  readonly excludedLogGroups: readonly string[];
  /** What the names of the central log groups begin with, and no other's does, with a slash at the end. */
  readonly centralLogGroupPrefix: string;
  /** Trusted access for CloudWatch, without which the rule is refused. */
  readonly trustedAccess: ITerraformDependable;
}

/** The service under which CloudWatch writes the central log groups. */
const centralizationService = "logs-centralization.observabilityadmin.amazonaws.com";

const centralizationRole = "AWSServiceRoleForObservabilityAdmin_LogsCentralization";

/** Name and path IAM gives the role below. */
export const logCentralizationRoleName = `aws-service-role/${centralizationService}/${centralizationRole}`;

/**
 * The role CloudWatch needs in the account that receives central log groups; only the console makes it by itself.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-service-linked-roles.html
 */
export const logCentralizationRole = (scope: Construct, id: string) =>
  new ServiceLinkedRole(scope, id, { service: centralizationService, roleName: centralizationRole });

/**
 * CloudWatch copies every new log event of the organization into log groups of one account; nothing is deployed into the
 * members. Log groups encrypted with a key of their own are copied too.
 *
 * The name of a central log group is the only place that says where its events come from: PREFIX, account, Region, and the
 * name in that account. Central groups are no sources, so that no copy is copied again.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatchLogs_Centralization.html
 */
export class LogCentralization extends Construct {
  constructor(scope: Construct, id: string, props: LogCentralizationProps) {
    super(scope, id);
    const administration = new ServiceLinkedRole(this, "administration-role", {
      service: "observabilityadmin.amazonaws.com",
      roleName: "AWSServiceRoleForObservabilityAdmin",
    });
    const centralization = logCentralizationRole(this, "centralization-role");
    const excluded = props.excludedLogGroups.map((name) => `'${name}'`).join(", ");
    const configuration = {
      region: props.region,
      ruleName: props.ruleName,
      rule: [
        {
          source: [
            {
              regions: [...props.sourceRegions],
              scope: `OrganizationId = '${props.organizationId}'`,
              sourceLogsConfiguration: [
                {
                  encryptedLogGroupStrategy: "ALLOW",
                  logGroupSelectionCriteria:
                    `LogGroupName NOT IN (${excluded}) ` +
                    `AND LogGroupName NOT LIKE '${props.centralLogGroupPrefix}%'`,
                },
              ],
            },
          ],
          destination: [
            {
              account: props.destinationAccountId,
              region: props.region,
              destinationLogsConfiguration: [
                {
                  logsEncryptionConfiguration: [
                    {
                      encryptionStrategy: "CUSTOMER_MANAGED",
                      kmsKeyArn: props.kmsKeyArn,
                      encryptionConflictResolutionStrategy: "ALLOW",
                    },
                  ],
                },
              ],
            },
          ],
        },
      ],
      dependsOn: [props.trustedAccess, administration.made, centralization.made],
    };
    const name = `${props.centralLogGroupPrefix}\${source.accountId}/\${source.region}/\${source.logGroup}`;
    new CentralizationRule(this, "Default", configuration, name);
  }
}
