import { SsmAssociation } from "@cdktf/provider-aws/lib/ssm-association";
import { SsmDocument } from "@cdktf/provider-aws/lib/ssm-document";
import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import { Fn } from "cdktf";
import { Construct } from "constructs";
import { Remedy } from "../checks/problem";
import { refuseLarger } from "../checks/refusal";
import {
  AgentConfiguration,
  linuxAgentConfiguration,
  OperatingSystemLogGroups,
  windowsAgentConfiguration,
} from "./cloudwatch-agent-configuration";

/** Managed nodes by `InstanceIds` (`*` for all), `tag:KEY` or `resource-groups:Name`. */
export interface AssociationTarget {
  readonly key: string;
  readonly values: readonly string[];
}

export interface OperatingSystemLogsProps {
  /** Regions whose managed nodes are configured. */
  readonly regions: readonly string[];
  /** Name of the Command document and of its association. */
  readonly documentName: string;
  /** Name of the parameter with the agent's configuration; begins with `AmazonCloudWatch-`. */
  readonly linuxParameterName: string;
  /** Name of the parameter with the agent's configuration; begins with `AmazonCloudWatch-`. */
  readonly windowsParameterName: string;
  /** Must exist in every Region: the agent makes a missing group itself, unencrypted and without an end. */
  readonly logGroups: OperatingSystemLogGroups;
  /** Patterns of log files, e.g. `/var/log/acme/*.log`; leave out what rotation renames. @default - none */
  readonly linuxApplicationFiles?: readonly string[];
  /** Patterns of log files, e.g. `C:\inetpub\logs\LogFiles\**.log`. @default - none */
  readonly windowsApplicationFiles?: readonly string[];
  /** What to change where the configuration of a platform does not fit into its parameter. */
  readonly remedies: Readonly<Record<"linux" | "windows", Remedy>>;
  /**
   * Read the systemd journal too. Amazon Linux 2023 keeps its system and authentication log nowhere else, unless
   * rsyslog is installed. An agent from before May 2026 refuses the whole configuration.
   * @see https://github.com/aws/amazon-cloudwatch-agent/pull/2121
   * @default false
   */
  readonly linuxJournal?: boolean;
  /** With at most one tag key, as State Manager wants it. @default - every managed node */
  readonly targets?: readonly AssociationTarget[];
  /** How often installation and configuration are repeated. @default "rate(12 hours)" */
  readonly scheduleExpression?: string;
  /** Number or percentage of nodes at a time. @default "10%" */
  readonly maxConcurrency?: string;
  /** Number or percentage of failures that stop the rest of a run. @default "100%", so that no node hinders others */
  readonly maxErrors?: string;
  /** Severity under which a node that fails is reported as not compliant. @default "HIGH" */
  readonly complianceSeverity?: "CRITICAL" | "HIGH" | "MEDIUM" | "LOW" | "UNSPECIFIED";
}

type Platform = "Linux" | "Windows";

/** Bytes of a value as Terraform's `jsonencode` writes it, which spells these characters `\\u0026`. */
const encodedBytes = (value: unknown) => Buffer.byteLength(JSON.stringify(value).replace(/[&<>]/g, "\\u0026"));

/** cdktf writes text into an expression as it is, where Terraform reads `\\` and `"` as more than themselves. */
const escaped = <T>(value: T): T =>
  JSON.parse(JSON.stringify(value), (_, each: unknown) =>
    typeof each === "string" ? each.replace(/[\\"]/g, "\\$&") : each,
  ) as T;

const runDocument = (name: string, platform: Platform, documentPath: string, documentParameters: object) => ({
  action: "aws:runDocument",
  name,
  precondition: { StringEquals: ["platformType", platform] },
  inputs: { documentType: "SSMDocument", documentPath, documentParameters, onFailure: "exit" },
});

/** The configuration is appended, so that what a team collects with a configuration of its own goes on. */
const installAndConfigure = (platform: Platform, parameterName: string) => [
  runDocument(`install${platform}Agent`, platform, "AWS-ConfigureAWSPackage", {
    action: "Install",
    name: "AmazonCloudWatchAgent",
  }),
  runDocument(`configure${platform}Agent`, platform, "AmazonCloudWatch-ManageAgent", {
    action: "configure (append)",
    mode: "auto",
    optionalConfigurationSource: "ssm",
    optionalConfigurationLocation: parameterName,
    optionalRestart: "yes",
  }),
];

/**
 * The CloudWatch agent is installed, kept up to date and configured on every managed node of every given Region, and on
 * a new one as soon as it registers: system, security and application logs arrive in a group each, in streams
 * `INSTANCE_ID/CHANNEL`.
 *
 * The work is done by AWS's own documents, which a document of ours runs for the platform at hand. A node whose role
 * lacks CloudWatchAgentServerPolicy fails the association and is reported as not compliant. A node that is not managed
 * is reported nowhere; a node without a file is not reported either (see `linuxJournal`). The SSM agent's own log is
 * collected: it alone says that the transcript of a session was lost.
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/systems-manager-state-manager-targets-and-rate-controls.html
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/documents-command-ssm-plugin-reference.html
 */
export class OperatingSystemLogs extends Construct {
  /**
   * Synthesis fails where Parameter Store would refuse a size.
   * @throws when the agent or State Manager would refuse a name or the targets.
   */
  constructor(scope: Construct, id: string, props: OperatingSystemLogsProps) {
    super(scope, id);
    const { logGroups, linuxParameterName, windowsParameterName } = props;
    const parameters: readonly (readonly ["linux" | "windows", string, AgentConfiguration])[] = [
      [
        "linux",
        linuxParameterName,
        linuxAgentConfiguration(logGroups, props.linuxApplicationFiles ?? [], props.linuxJournal ?? false),
      ],
      ["windows", windowsParameterName, windowsAgentConfiguration(logGroups, props.windowsApplicationFiles ?? [])],
    ];
    for (const [platform, name, configuration] of parameters) {
      this.refuseParameter(name, configuration, props.remedies[platform]);
    }
    const targets = props.targets ?? [{ key: "InstanceIds", values: ["*"] }];
    if (targets.filter(({ key }) => key.startsWith("tag:")).length > 1) {
      throw new Error(`${this.node.path} targets several tag keys: State Manager takes one, so use a resource group`);
    }

    for (const region of props.regions) {
      const configurations = parameters.map(
        ([platform, name, configuration]) =>
          new SsmParameter(this, `${platform}-${region}`, {
            region,
            name,
            type: "String",
            tier: "Standard",
            insecureValue: Fn.jsonencode(escaped(configuration)),
          }),
      );
      const document = new SsmDocument(this, `document-${region}`, {
        region,
        name: props.documentName,
        documentType: "Command",
        documentFormat: "JSON",
        content: Fn.jsonencode({
          schemaVersion: "2.2",
          description: "Installs the CloudWatch agent and appends the configuration of this platform.",
          mainSteps: [
            ...installAndConfigure("Linux", linuxParameterName),
            ...installAndConfigure("Windows", windowsParameterName),
          ],
        }),
      });
      new SsmAssociation(this, `association-${region}`, {
        region,
        name: document.name,
        associationName: props.documentName,
        targets: targets.map(({ key, values }) => ({ key, values: [...values] })),
        scheduleExpression: props.scheduleExpression ?? "rate(12 hours)",
        applyOnlyAtCronInterval: false,
        maxConcurrency: props.maxConcurrency ?? "10%",
        maxErrors: props.maxErrors ?? "100%",
        complianceSeverity: props.complianceSeverity ?? "HIGH",
        dependsOn: configurations,
      });
    }
  }

  private refuseParameter(parameterName: string, configuration: AgentConfiguration, remedy: Remedy): void {
    if (!parameterName.startsWith("AmazonCloudWatch-")) {
      throw new Error(
        `parameter ${parameterName} of ${this.node.path} does not begin with AmazonCloudWatch-: ` +
          "CloudWatchAgentServerPolicy lets the agent read no other",
      );
    }
    refuseLarger(this, "parameter", encodedBytes(configuration), remedy);
  }
}
