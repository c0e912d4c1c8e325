import { OamLink } from "@cdktf/provider-aws/lib/oam-link";
import { Construct } from "constructs";

/** What is shared between accounts. */
export const sharedResourceType = "AWS::CloudWatch::Metric";

/** Namespaces that the alarms look at; the metrics of the account's own work are nobody's business. */
const sharedNamespaces = ["AWS/Logs", "AWS/Events"];

export interface ObservabilityLinkProps {
  /** Region -> sink of the account that looks. */
  readonly sinkArns: Readonly<Record<string, string>>;
}

/**
 * Another account may look at what CloudWatch Logs and EventBridge measure of themselves in this one, in every given
 * Region. An account may have five links in a Region, and they cost nothing.
 * @see https://docs.aws.amazon.com/OAM/latest/APIReference/API_CreateLink.html
 * @see https://docs.aws.amazon.com/OAM/latest/APIReference/API_LinkConfiguration.html
 */
export class ObservabilityLink extends Construct {
  constructor(scope: Construct, id: string, props: ObservabilityLinkProps) {
    super(scope, id);
    const filter = `Namespace IN (${sharedNamespaces.map((name) => `'${name}'`).join(", ")})`;
    for (const [region, sinkIdentifier] of Object.entries(props.sinkArns)) {
      new OamLink(this, region, {
        region,
        labelTemplate: "$AccountName",
        resourceTypes: [sharedResourceType],
        sinkIdentifier,
        linkConfiguration: { metricConfiguration: { filter } },
      });
    }
  }
}
