import { absent, Delivery, Refused } from "../derivation";
import { accounts, home, logGroupArn, regions, ServiceRole } from "../organization-under-test";
import { malwareScan } from "./malware-scan";
import { uses } from "./role-requests";

const { payments, website } = accounts;

const inGroup = (group: string, what: string) => `${group}:log-stream:${what}`;

const flowLogs = (name: "vpc-flow-logs" | "transit-gateway-flow-logs", page: string): Delivery[] =>
  regions.flatMap((region) => {
    const group = (account: string, of: string = name) => logGroupArn(account, `/example-logs/${of}`, region);
    const find = uses(
      `${name} find their group in ${region}`,
      name,
      page,
      { action: "logs:DescribeLogGroups", resource: group(payments) },
      { resource: [group(website), logGroupArn(payments, `/example-logs/${name}`, "ap-south-1")] },
    );
    const write = ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"].map((action) =>
      uses(
        `${name} are written in ${region} with ${action}`,
        name,
        page,
        { action, resource: inGroup(group(payments), "eni-0a1b2c3d-all") },
        {
          action: ["logs:DeleteLogStream", "logs:GetLogEvents"],
          resource: [group(website), group(payments, `${name}-2`), group(payments, "sessions")].map((other) =>
            inGroup(other, "eni-0a1b2c3d-all"),
          ),
        },
      ),
    );
    return [find, ...write];
  });

const stateMachine = (region: string, account = payments as string, name = "example-logs-log-group-retention") =>
  `arn:aws:states:${region}:${account}:stateMachine:${name}`;

const onlyThisMachine: Refused = {
  action: ["states:DeleteStateMachine", "states:UpdateStateMachine"],
  resource: [stateMachine(home, website), stateMachine(home, payments, "another"), stateMachine("ap-south-1")],
};

const starts = (sentence: string, name: ServiceRole, page: string) =>
  regions.map((region) =>
    uses(
      `${sentence} in ${region}`,
      name,
      page,
      { action: "states:StartExecution", resource: stateMachine(region) },
      onlyThisMachine,
    ),
  );

const anyGroup = (account: string, region: string = home) => logGroupArn(account, "/payments/api", region);
const bus = (region: string, account: string = payments, name = "default") =>
  `arn:aws:events:${region}:${account}:event-bus/${name}`;

/** In Regions that are not governed nothing is even looked at. */
const inRegion = (region: string) => ({ "aws:RequestedRegion": region });
const onlyHere: Refused = { "aws:RequestedRegion": ["ap-south-1", absent] };

/** What Step Functions asks with the role when the state machine is made or changed. */
export const logDeliveryActions = [
  "CreateLogDelivery",
  "DeleteLogDelivery",
  "DescribeResourcePolicies",
  "GetLogDelivery",
  "ListLogDeliveries",
  "PutResourcePolicy",
  "UpdateLogDelivery",
].map((action) => `logs:${action}`);

const retention: Delivery[] = [
  ...regions.flatMap((region) =>
    ["logs:DescribeLogGroups", "logs:PutRetentionPolicy"].map((action) =>
      uses(
        `the retention of log groups of ${region} is raised with ${action}`,
        "log-group-retention",
        "step-functions/latest/dg/supported-services-awssdk.html",
        { action, resource: anyGroup(payments, region) },
        {
          action: ["logs:DeleteLogGroup", "logs:DeleteRetentionPolicy"],
          resource: [anyGroup(website), anyGroup(payments, "ap-south-1")],
        },
      ),
    ),
  ),
  ...starts(
    "the next page of log groups is started",
    "log-group-retention",
    "step-functions/latest/dg/connect-stepfunctions.html",
  ),
  ...regions.map((region) =>
    uses(
      `log groups of ${region} that are not forwarded are reported`,
      "log-group-retention",
      "step-functions/latest/dg/connect-eventbridge.html",
      {
        action: "events:PutEvents",
        resource: bus(region),
        context: {
          "events:source": "example-logs.log-groups",
          "events:detail-type": "Infrequent Access log groups are not forwarded",
        },
      },
      {
        "events:source": ["payments.orders"],
        "events:detail-type": ["Order paid"],
        resource: [bus(home, website), bus(home, payments, "orders"), bus("ap-south-1")],
      },
    ),
  ),
  ...regions.flatMap((region) =>
    logDeliveryActions.map((action) =>
      uses(
        `the state machine of ${region} has its log delivered with ${action}`,
        "log-group-retention",
        "step-functions/latest/dg/cw-logs.html",
        { action, resource: "*", context: inRegion(region) },
        { ...onlyHere, action: ["logs:DeleteResourcePolicy"] },
      ),
    ),
  ),
  ...starts(
    "a rule or a schedule starts the state machine",
    "log-group-retention-start",
    "scheduler/latest/UserGuide/setting-up.html",
  ),
];

/** AWS's own documents have no account in their ARN; the simulator's data knows no such ARN, so these have one. */
const runbook = (name: string) => `arn:aws:ssm:${home}:${payments}:automation-definition/${name}:1`;

const execution = (account: string) => `arn:aws:ssm:${home}:${account}:automation-execution/4105a4fc`;

const remediates = (
  sentence: string,
  action: string,
  resource: string,
  refused: Refused,
  context: Delivery["request"]["context"] = {},
): Delivery =>
  uses(
    `remediation ${sentence}`,
    "logging-remediation",
    "systems-manager-automation-runbooks/latest/userguide/automation-runbook-reference.html",
    { action, resource, context },
    refused,
  );

const loadBalancer = (account: string) => `arn:aws:elasticloadbalancing:${home}:${account}:loadbalancer/shop`;
const cluster = (account: string) => `arn:aws:rds:${home}:${account}:cluster:orders`;
const environment = (account: string) => `arn:aws:elasticbeanstalk:${home}:${account}:environment/shop/live`;

const remediation: Delivery[] = [
  ...[
    "AWSConfigRemediation-EnableElasticBeanstalkEnvironmentLogStreaming",
    "AWS-EnableNeptuneDbAuditLogsToCloudWatch",
    "AWSConfigRemediation-EnableLoggingForALBAndCLB",
  ].map((name) =>
    remediates(`runs ${name}`, "ssm:StartAutomationExecution", runbook(name), {
      resource: [runbook("AWS-RunShellScript"), runbook("AWSConfigRemediation-DeleteUnusedSecurityGroup")],
    }),
  ),
  remediates("follows its execution", "ssm:GetAutomationExecution", execution(payments), {
    action: ["ssm:StopAutomationExecution"],
    resource: [execution(website)],
  }),
  remediates(
    "switches on the access logs of a Classic Load Balancer",
    "elasticloadbalancing:ModifyLoadBalancerAttributes",
    loadBalancer(payments),
    { action: ["elasticloadbalancing:DeleteLoadBalancer"], resource: [loadBalancer(website)] },
  ),
  remediates("switches on the audit log of a Neptune cluster", "rds:ModifyDBCluster", cluster(payments), {
    action: ["rds:DeleteDBCluster"],
    resource: [cluster(website)],
  }),
  remediates(
    "switches on the logs of a Beanstalk environment",
    "elasticbeanstalk:UpdateEnvironment",
    environment(payments),
    { action: ["elasticbeanstalk:TerminateEnvironment"], resource: [environment(website)] },
  ),
  ...regions.flatMap((region) => [
    remediates(
      `looks at a Neptune cluster of ${region}`,
      "rds:DescribeDBClusters",
      cluster(payments),
      onlyHere,
      inRegion(region),
    ),
    ...["elasticbeanstalk:DescribeEnvironments", "elasticbeanstalk:DescribeConfigurationSettings"].map((action) =>
      remediates(
        `looks at a Beanstalk environment of ${region} with ${action}`,
        action,
        environment(payments),
        onlyHere,
        inRegion(region),
      ),
    ),
    remediates(
      `looks at a load balancer of ${region}`,
      "elasticloadbalancing:DescribeLoadBalancerAttributes",
      "*",
      onlyHere,
      inRegion(region),
    ),
  ]),
];

const relayGroup = (account: string) => logGroupArn(account, "/example-logs/syslog");

/** The ARN of the instance comes with the credentials of its role, and with no others. */
const onInstance = { "ec2:SourceInstanceArn": `arn:aws:ec2:${home}:${payments}:instance/i-0a1b2c3d` };
const onlyOnInstance: Refused = {
  "ec2:SourceInstanceArn": [
    `arn:aws:ec2:${home}:${website}:instance/i-0a1b2c3d`,
    `arn:aws:ec2:us-east-1:${payments}:instance/i-0a1b2c3d`,
    absent,
  ],
};

const syslogRelay: Delivery[] = [
  ...["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"].map((action) =>
    uses(
      `a syslog relay ships messages with ${action}`,
      "syslog-data-centre",
      "AmazonCloudWatch/latest/monitoring/create-iam-roles-for-cloudwatch-agent.html",
      { action, resource: inGroup(relayGroup(payments), "i-0a1b2c3d"), context: onInstance },
      {
        ...onlyOnInstance,
        action: ["logs:DeleteLogStream", "logs:GetLogEvents"],
        resource: [relayGroup(website), logGroupArn(payments, "/example-logs/sessions")].map((other) =>
          inGroup(other, "i-0a1b2c3d"),
        ),
      },
    ),
  ),
  uses(
    "a syslog relay registers itself with Systems Manager",
    "syslog-data-centre",
    "systems-manager/latest/userguide/getting-started-create-iam-instance-profile.html",
    { action: "ssm:UpdateInstanceInformation", resource: onInstance["ec2:SourceInstanceArn"], context: onInstance },
    onlyOnInstance,
  ),
  ...["CreateControlChannel", "CreateDataChannel", "OpenControlChannel", "OpenDataChannel"].map((action) =>
    uses(
      `a syslog relay accepts sessions with ${action}`,
      "syslog-data-centre",
      "systems-manager/latest/userguide/getting-started-create-iam-instance-profile.html",
      { action: `ssmmessages:${action}`, resource: "*", context: onInstance },
      onlyOnInstance,
    ),
  ),
];

/** What the roles of an account may do, and what they may not. */
export const accountPermissions: readonly Delivery[] = [
  ...flowLogs("vpc-flow-logs", "vpc/latest/userguide/flow-logs-iam-role.html"),
  ...flowLogs("transit-gateway-flow-logs", "vpc/latest/tgw/flow-logs-cwl.html"),
  ...retention,
  ...remediation,
  ...syslogRelay,
  ...malwareScan,
];
