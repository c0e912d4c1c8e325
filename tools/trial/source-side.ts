import { CloudwatchEventBus } from "@cdktf/provider-aws/lib/cloudwatch-event-bus";
import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { CloudwatchLogDelivery } from "@cdktf/provider-aws/lib/cloudwatch-log-delivery";
import { CloudwatchLogDeliverySource } from "@cdktf/provider-aws/lib/cloudwatch-log-delivery-source";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { CloudwatchLogResourcePolicy } from "@cdktf/provider-aws/lib/cloudwatch-log-resource-policy";
import { CloudwatchLogSubscriptionFilter } from "@cdktf/provider-aws/lib/cloudwatch-log-subscription-filter";
import { DataAwsSsmParameter } from "@cdktf/provider-aws/lib/data-aws-ssm-parameter";
import { FlowLog } from "@cdktf/provider-aws/lib/flow-log";
import { Instance } from "@cdktf/provider-aws/lib/instance";
import { Route53ResolverQueryLogConfig } from "@cdktf/provider-aws/lib/route53-resolver-query-log-config";
import { Route53ResolverQueryLogConfigAssociation } from "@cdktf/provider-aws/lib/route53-resolver-query-log-config-association";
import { SfnStateMachine } from "@cdktf/provider-aws/lib/sfn-state-machine";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { Wafv2WebAcl } from "@cdktf/provider-aws/lib/wafv2-web-acl";
import { Wafv2WebAclLoggingConfiguration } from "@cdktf/provider-aws/lib/wafv2-web-acl-logging-configuration";
import { TerraformResource } from "cdktf";
import { Construct } from "constructs";
import { logTypes } from "../../modules/archive/log-types";
import { bucketArn } from "../../modules/policy/arn";
import { PolicyDocument } from "../../modules/policy/policy-document";
import { ServiceRole } from "../../modules/policy/service-role";
import { LogGroupRetention } from "../../modules/sources/log-group-retention";
import { forwardOwnLogEvents, LogSubscription } from "../../modules/transport/log-subscription";
import { TrialFacts, trialName, trialNames } from "./facts";
import { TrialWorkspace } from "./workspace";

/** Days that the trial's log groups keep what they get. */
const retentionInDays = 7;

/** Asks for a name every half minute; nothing in the VPC leads out of it. */
const askForNames = "#!/bin/sh\nwhile sleep 30; do getent hosts example.com; done &\n";

const image = "/aws/service/ami-amazon-linux-latest/al2023-ami-minimal-kernel-default-arm64";

const address = ({ terraformResourceType, friendlyUniqueId }: TerraformResource) =>
  `${terraformResourceType}.${friendlyUniqueId}`;

/** The account that logs come from: one of each source that leaves a question open. */
export class SourceSide extends TrialWorkspace {
  private readonly trial: ReturnType<typeof trialNames>;
  constructor(
    scope: Construct,
    private readonly facts: TrialFacts,
  ) {
    super(scope, "source", facts);
    this.trial = trialNames(facts);
    const vpc = this.network();
    this.flowLogs(vpc);
    this.queryLogs(vpc);
    this.webAclLogs(this.trial.webAcl, facts.region);
    this.webAclLogs(this.trial.otherWebAcl, facts.otherRegion);
    this.forwarding(this.schedule());
    this.delivery();
    this.retention();
  }

  /** A VPC without a way out, and one instance in it that asks for names. */
  private network(): Vpc {
    const { region } = this.facts;
    const vpc = new Vpc(this, "vpc", { region, cidrBlock: "10.99.0.0/28", tags: { Name: trialName } });
    const subnet = new Subnet(this, "subnet", { region, vpcId: vpc.id, cidrBlock: vpc.cidrBlock });
    new Instance(this, "instance", {
      region,
      ami: new DataAwsSsmParameter(this, "image", { region, name: image }).insecureValue,
      instanceType: "t4g.nano",
      subnetId: subnet.id,
      userData: askForNames,
      metadataOptions: { httpTokens: "required" },
      tags: { Name: trialName },
      // A newer image is no reason to begin anew.
      lifecycle: { ignoreChanges: ["ami"] },
    });
    return vpc;
  }

  private flowLogs({ id: vpcId }: Vpc): void {
    const { region } = this.facts;
    for (const bucket of [this.trial.keyedBucket, this.trial.plainBucket]) {
      new FlowLog(this, `flow-log-${bucket === this.trial.plainBucket ? "plain" : "keyed"}`, {
        region,
        vpcId,
        trafficType: "ALL",
        logDestinationType: "s3",
        logDestination: `${bucketArn(this.facts.partition, bucket)}/${logTypes.vpcflow.prefix}`,
        maxAggregationInterval: 60,
      });
    }
  }

  private queryLogs({ id: resourceId }: Vpc): void {
    const { region } = this.facts;
    for (const [name, prefix] of Object.entries(this.trial.queryLogs)) {
      const { id } = new Route53ResolverQueryLogConfig(this, `query-log-${name}`, {
        region,
        name,
        destinationArn: `${bucketArn(this.facts.partition, this.trial.plainBucket)}/${prefix}`,
      });
      new Route53ResolverQueryLogConfigAssociation(this, `query-log-association-${name}`, {
        region,
        resourceId,
        resolverQueryLogConfigId: id,
      });
    }
  }

  private webAclLogs(name: string, region: string): void {
    const webAcl = new Wafv2WebAcl(this, name, {
      region,
      name,
      scope: "REGIONAL",
      defaultAction: { allow: {} },
      visibilityConfig: { cloudwatchMetricsEnabled: false, metricName: name, sampledRequestsEnabled: false },
    });
    new Wafv2WebAclLoggingConfiguration(this, `${name}-logs`, {
      region,
      resourceArn: webAcl.arn,
      logDestinationConfigs: [
        `${bucketArn(this.facts.partition, this.trial.webAclBucket)}/${logTypes.waf.prefix.replace("/", "")}`,
      ],
    });
  }

  private logGroup(id: string, name: string): CloudwatchLogGroup {
    return new CloudwatchLogGroup(this, id, { region: this.facts.region, name, retentionInDays });
  }

  /** Lets principals write to a log group. */
  private open(id: string, { arn }: CloudwatchLogGroup, services: readonly string[]): CloudwatchLogResourcePolicy {
    const policy = new PolicyDocument(this, `${id}-access`, "logResourcePolicy", [
      {
        sid: "AllowEventsToWrite",
        principals: { services },
        actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
        resources: [`${arn}:*`],
        conditions: { StringEquals: { "aws:SourceAccount": this.facts.accounts.source } },
      },
    ]);
    const { region } = this.facts;
    return new CloudwatchLogResourcePolicy(this, `${id}-policy`, {
      region,
      policyName: `${trialName}-${id}`,
      policyDocument: policy.json,
    });
  }

  /** A schedule that writes to two log groups, of which each lets one principal write. */
  private schedule(): readonly CloudwatchLogGroup[] {
    const { region } = this.facts;
    const { name: rule } = new CloudwatchEventRule(this, "schedule", {
      region,
      name: trialName,
      scheduleExpression: "rate(1 minute)",
    });
    return Object.entries(this.trial.scheduled).map(([principal, name]) => {
      const id = `scheduled-${principal.split(".")[0]}`;
      const group = this.logGroup(id, name);
      const opened = this.open(id, group, [principal]);
      new CloudwatchEventTarget(this, `${id}-target`, {
        region,
        rule,
        targetId: id,
        arn: group.arn,
        dependsOn: [opened],
      });
      return group;
    });
  }

  /** The account policy as every account has it, and filters to the destination whose role asks for more. */
  private forwarding(groups: readonly CloudwatchLogGroup[]): void {
    const { accounts, partition, region } = this.facts;
    const [first] = groups;
    new LogSubscription(this, "subscription", {
      policyName: trialName,
      roleName: `${trialName}-subscription`,
      partition,
      accountId: accounts.source,
      targetArns: { [region]: this.trial.destinationArn },
      checkedOn: { [region]: first?.name ?? "" },
      permissions: [forwardOwnLogEvents(partition, accounts.source)],
      excludedLogGroups: [],
    });
    const { arn: roleArn, policy } = new ServiceRole(this, "strict-role", {
      roleName: this.trial.strictFilter,
      trust: [
        {
          sid: "AllowLogsOfThisAccount",
          principals: { services: ["logs.amazonaws.com"] },
          actions: ["sts:AssumeRole"],
          conditions: { StringEquals: { "aws:SourceAccount": accounts.source } },
        },
      ],
      policyName: "forward-log-events",
      permissions: [forwardOwnLogEvents(partition, accounts.source)],
    });
    groups.forEach(({ name: logGroupName }, index) => {
      new CloudwatchLogSubscriptionFilter(this, `strict-filter-${index}`, {
        region,
        name: this.trial.strictFilter,
        logGroupName,
        filterPattern: "",
        destinationArn: this.trial.strictDestinationArn,
        roleArn,
        dependsOn: [policy],
      });
    });
  }

  /** An event bus, because its log costs nothing while nothing is sent. */
  private delivery(): void {
    const { region } = this.facts;
    const bus = new CloudwatchEventBus(this, "bus", { region, name: trialName });
    const { name: deliverySourceName } = new CloudwatchLogDeliverySource(this, "delivery-source", {
      region,
      name: trialName,
      logType: "ERROR_LOGS",
      resourceArn: bus.arn,
    });
    new CloudwatchLogDelivery(this, "delivery", {
      region,
      deliverySourceName,
      deliveryDestinationArn: this.trial.deliveryDestinationArn,
    });
  }

  /** The workflow as every account has it, and a log group that it hears of. */
  private retention(): void {
    const { accounts, partition, region } = this.facts;
    const reports = this.logGroup("reports", this.trial.reports);
    const opened = this.open("reports", reports, ["events.amazonaws.com", "delivery.logs.amazonaws.com"]);
    const retention = new LogGroupRetention(this, "retention", {
      stateMachineName: this.trial.workflow,
      roleName: this.trial.workflowRole,
      starterRoleName: `${trialName}-retention-start`,
      partition,
      accountId: accounts.source,
      regions: [region],
      retentionDays: retentionInDays,
      eventSource: trialName,
      reportLogGroups: { [region]: { name: reports.name, arn: reports.arn } },
    });
    const made = retention.node.findAll().filter((each) => each instanceof TerraformResource);
    const machines = made.filter((each) => each instanceof SfnStateMachine);
    for (const each of machines) each.dependsOn = [...(each.dependsOn ?? []), address(opened)];
    this.logGroup("newcomer", this.trial.newcomer).dependsOn = made.map(address);
  }
}
