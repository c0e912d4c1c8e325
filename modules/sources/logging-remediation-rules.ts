import { logTypes } from "../archive/log-types";
import { ConfigRule, govCloud, latest, recent } from "../detection/config-rule";

/** A document of Systems Manager Automation, owned by AWS, that switches the logging of one resource on. */
export interface RemediationDocument {
  readonly documentName: string;
  /** Parameter that takes the resource's id, as AWS Config knows it. */
  readonly resourceParameter: string;
  /**
   * Further parameters, from the name of the Region's bucket for load balancer logs; the document is of no use where
   * there is no such bucket. @default - none
   */
  readonly bucketParameters?: (bucketName: string) => Readonly<Record<string, string>>;
  /** Says what is switched on, as the sid of a policy statement. */
  readonly sid: string;
  /** Actions that change the resource. */
  readonly changes: readonly string[];
  /** ARN pattern of what is changed, after `arn:PARTITION:`. */
  readonly changed: (accountId: string) => string;
  /** Actions that look at it. */
  readonly reads: readonly string[];
}

/**
 * The documents that need nothing but what the organization knows. Permissions are those of each document's page;
 * Neptune's also lists `neptune:` actions, but it is under those of RDS that Neptune is managed.
 * @see https://docs.aws.amazon.com/systems-manager-automation-runbooks/latest/userguide/automation-runbook-reference.html
 */
export const remediationDocuments = {
  /** Page `automation-aws-enable-eb-logging.html`. */
  beanstalkEnvironment: {
    documentName: "AWSConfigRemediation-EnableElasticBeanstalkEnvironmentLogStreaming",
    resourceParameter: "EnvironmentId",
    sid: "StreamLogsOfBeanstalkEnvironments",
    changes: ["elasticbeanstalk:UpdateEnvironment"],
    changed: (accountId) => `elasticbeanstalk:*:${accountId}:environment/*`,
    reads: ["elasticbeanstalk:DescribeConfigurationSettings", "elasticbeanstalk:DescribeEnvironments"],
  },
  /** Page `AWS-EnableNeptuneDbAuditLogsToCloudWatch.html`. */
  neptuneCluster: {
    documentName: "AWS-EnableNeptuneDbAuditLogsToCloudWatch",
    resourceParameter: "DbClusterResourceId",
    sid: "ExportAuditLogsOfNeptuneClusters",
    changes: ["rds:ModifyDBCluster"],
    changed: (accountId) => `rds:*:${accountId}:cluster:*`,
    reads: ["rds:DescribeDBClusters"],
  },
  /** Page `automation-aws-enable-logging-alb-clb.html`. */
  classicLoadBalancer: {
    documentName: "AWSConfigRemediation-EnableLoggingForALBAndCLB",
    resourceParameter: "LoadBalancerId",
    bucketParameters: (bucketName) => ({
      S3BucketName: bucketName,
      S3BucketPrefix: logTypes.clb.prefix.replace("/", ""),
    }),
    sid: "LogAccessToClassicLoadBalancers",
    changes: ["elasticloadbalancing:ModifyLoadBalancerAttributes"],
    changed: (accountId) => `elasticloadbalancing:*:${accountId}:loadbalancer/*`,
    reads: ["elasticloadbalancing:DescribeLoadBalancerAttributes"],
  },
} as const satisfies Record<string, RemediationDocument>;

/** A rule whose findings a document of AWS repairs. */
export interface RemediedRule extends ConfigRule {
  readonly document: RemediationDocument;
}

/**
 * Identifier of the rule -> rule, as AWS's page of the same name describes it, e.g. `elb-logging-enabled.html`. A
 * Region that the page does not know yet counts as absent, because AWS Config refuses a rule that does not exist.
 *
 * `ELB_LOGGING_ENABLED` would judge Application Load Balancers too, by the older way of logging alone, and accuse what
 * delivers its logs to the archive the newer way.
 * @see https://docs.aws.amazon.com/config/latest/developerguide/managed-rules-by-aws-config.html
 */
export const remediedRules = {
  NEPTUNE_CLUSTER_CLOUDWATCH_LOG_EXPORT_ENABLED: {
    reports: "Neptune clusters that do not export their audit log.",
    resourceTypes: ["AWS::RDS::DBCluster"],
    absentFrom: `${govCloud} ${latest} ap-south-2 ap-southeast-3 ap-southeast-4 ca-west-1 eu-central-2 eu-south-1
      eu-south-2`,
    document: remediationDocuments.neptuneCluster,
  },
  ELASTIC_BEANSTALK_LOGS_TO_CLOUDWATCH: {
    reports: "Elastic Beanstalk environments that do not stream their logs.",
    resourceTypes: ["AWS::ElasticBeanstalk::Environment"],
    absentFrom: `${govCloud} ${recent}`,
    document: remediationDocuments.beanstalkEnvironment,
  },
  ELB_LOGGING_ENABLED: {
    reports: "Classic Load Balancers without access logs.",
    resourceTypes: ["AWS::ElasticLoadBalancing::LoadBalancer"],
    document: remediationDocuments.classicLoadBalancer,
  },
} as const satisfies Record<string, RemediedRule>;
