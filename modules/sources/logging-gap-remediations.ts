import { logTypes } from "../archive/log-types";

/** A document of Systems Manager Automation, owned by AWS, that switches the logging of one resource on. */
export interface LoggingRemediation {
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
export const loggingRemediations = {
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
} as const satisfies Record<string, LoggingRemediation>;
