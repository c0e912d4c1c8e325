import { actingFor } from "../contexts";
import { absent, Delivery, Refused } from "../derivation";
import { accounts, home, ServiceRole, serviceRoles, stranger } from "../organization-under-test";
import { assumes } from "./role-requests";

const { management, securityTooling, payments, website } = accounts;

interface Trusted {
  readonly sentence: string;
  readonly name: ServiceRole;
  readonly principal: string;
  readonly page: string;
  /** ARN of what the service acts for, in a Region of an account. */
  readonly source: (region: string, account: string) => string;
  /** Of the same service and account, yet not what the role is for. */
  readonly another: string;
}

const trusted: readonly Trusted[] = [
  {
    sentence: "flow logs of VPCs",
    name: "vpc-flow-logs",
    principal: "vpc-flow-logs.amazonaws.com",
    page: "vpc/latest/userguide/flow-logs-iam-role.html",
    source: (region, account) => `arn:aws:ec2:${region}:${account}:vpc-flow-log/fl-0a1b2c3d`,
    another: `arn:aws:ec2:${home}:${payments}:instance/i-0a1b2c3d`,
  },
  {
    sentence: "flow logs of transit gateways",
    name: "transit-gateway-flow-logs",
    principal: "vpc-flow-logs.amazonaws.com",
    page: "vpc/latest/tgw/flow-logs-cwl.html",
    source: (region, account) => `arn:aws:ec2:${region}:${account}:vpc-flow-log/fl-0a1b2c3d`,
    another: `arn:aws:ec2:${home}:${payments}:transit-gateway/tgw-0a1b2c3d`,
  },
  {
    sentence: "the state machine that raises retention",
    name: "log-group-retention",
    principal: "states.amazonaws.com",
    page: "step-functions/latest/dg/procedure-create-iam-role.html",
    source: (region, account) => `arn:aws:states:${region}:${account}:stateMachine:example-logs-log-group-retention`,
    another: `arn:aws:states:${home}:${payments}:stateMachine:another`,
  },
  {
    sentence: "the rule that starts it when a log group changes",
    name: "log-group-retention-start",
    principal: "events.amazonaws.com",
    page: "eventbridge/latest/userguide/cross-service-confused-deputy-prevention.html",
    source: (region, account) => `arn:aws:events:${region}:${account}:rule/example-logs-log-group-retention-changes`,
    another: `arn:aws:events:${home}:${payments}:rule/another`,
  },
  {
    sentence: "the schedule that starts it every day",
    name: "log-group-retention-start",
    principal: "scheduler.amazonaws.com",
    page: "scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html",
    source: (region, account) => `arn:aws:scheduler:${region}:${account}:schedule-group/default`,
    another: `arn:aws:scheduler:${home}:${payments}:schedule-group/another`,
  },
  {
    sentence: "the documents that switch logging on",
    name: "logging-remediation",
    principal: "ssm.amazonaws.com",
    page: "systems-manager/latest/userguide/automation-setup-iam.html",
    source: (region, account) =>
      `arn:aws:ssm:${region}:${account}:automation-execution/4105a4fc-f944-11e6-9d32-0a1b2c3d495h`,
    another: `arn:aws:ssm:${home}:${payments}:document/a`,
  },
  {
    sentence: "the rules that forward alerts",
    name: "alert-forwarding",
    principal: "events.amazonaws.com",
    page: "eventbridge/latest/userguide/cross-service-confused-deputy-prevention.html",
    source: (region, account) => `arn:aws:events:${region}:${account}:rule/example-logs-alert-tampering-1`,
    another: `arn:aws:events:${home}:${payments}:rule/another`,
  },
];

const onlyForAccount = (account: string): Refused => ({
  "aws:SourceAccount": [...[website, management].filter((other) => other !== account), stranger.account, absent],
});

/** A rule on the bus of the alerts. */
export const alertRule = `arn:aws:events:${home}:${securityTooling}:rule/example-logs-alerts/example-logs-high-tampering`;

/** Roles that services take for a resource of the same account. */
export const accountRoles: readonly Delivery[] = [
  ...trusted.flatMap(({ sentence, name, principal, page, source, another }) =>
    [home, "us-east-1"].map((region) =>
      assumes(page)(
        `the role of ${name} is taken for ${sentence} in ${region}`,
        name,
        principal,
        actingFor(payments, source(region, payments)),
        { ...onlyForAccount(payments), "aws:SourceArn": [source(region, website), another, absent] },
      ),
    ),
  ),
  assumes("config/latest/developerguide/cross-service-confused-deputy-prevention.html")(
    "AWS Config takes the role of the aggregator",
    "config-aggregator",
    "config.amazonaws.com",
    actingFor(
      serviceRoles["config-aggregator"],
      `arn:aws:config:${home}:${securityTooling}:config-aggregator/config-aggregator-0a1b2c3d`,
    ),
    onlyForAccount(securityTooling),
  ),
  assumes("eventbridge/latest/userguide/cross-service-confused-deputy-prevention.html")(
    "the rules of the alerts take the role that makes OpsItems",
    "alert-ops-items",
    "events.amazonaws.com",
    actingFor(securityTooling, alertRule),
    {
      ...onlyForAccount(securityTooling),
      "aws:SourceArn": [
        alertRule.replace(securityTooling, payments),
        `arn:aws:events:${home}:${securityTooling}:rule/example-logs-alert-tampering-1`,
        absent,
      ],
    },
  ),
  ...[true, false].map((told) =>
    assumes("chatbot/latest/adminguide/chatbot-iam-policies.html")(
      `channels have a role, ${told ? "where" : "did"} the service ${told ? "says" : "not say"} for which account`,
      "alert-chat",
      "chatbot.amazonaws.com",
      told
        ? { "aws:PrincipalIsAWSService": "true", "aws:SourceAccount": securityTooling }
        : { "aws:PrincipalIsAWSService": "true" },
      told ? { "aws:SourceAccount": [payments, stranger.account] } : {},
    ),
  ),
  assumes("AWSEC2/latest/UserGuide/iam-roles-for-amazon-ec2.html")(
    "instances take the role of a syslog relay",
    "syslog-data-centre",
    "ec2.amazonaws.com",
    { "aws:PrincipalIsAWSService": "true" },
    {},
  ),
  assumes("guardduty/latest/ug/malware-protection-s3-iam-policy-prerequisite.html")(
    "GuardDuty takes the role of the scans of a bucket",
    "malware-scan-uploads",
    "malware-protection-plan.guardduty.amazonaws.com",
    { "aws:PrincipalIsAWSService": "true" },
    {},
  ),
];
