import { OamSink } from "@cdktf/provider-aws/lib/oam-sink";
import { OamSinkPolicy } from "@cdktf/provider-aws/lib/oam-sink-policy";
import { Construct } from "constructs";
import { PolicyDocument } from "../policy/policy-document";
import { sharedResourceType } from "./observability-link";

export interface ObservabilitySinkProps {
  readonly sinkName: string;
  /** Regions whose metrics are looked at: a sink serves only its own Region. */
  readonly regions: readonly string[];
  readonly organizationId: string;
}

/**
 * Where alarms of this account see the metrics of the organization's other accounts, in every given Region. Only accounts
 * of the organization may link to it, and only metrics can be shared: no log event and no trace.
 *
 * An account has one sink in a Region. Nothing is copied, and seeing costs nothing.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-Unified-Cross-Account.html
 * @see https://docs.aws.amazon.com/OAM/latest/APIReference/API_PutSinkPolicy.html
 */
export class ObservabilitySink extends Construct {
  /** Region -> ARN, which AWS makes up. */
  readonly arns: Readonly<Record<string, string>>;

  constructor(scope: Construct, id: string, props: ObservabilitySinkProps) {
    super(scope, id);
    const policy = new PolicyDocument(this, "policy", "sinkPolicy", [
      {
        sid: "AllowMetricsOfOrganization",
        principals: "*",
        actions: ["oam:CreateLink", "oam:UpdateLink"],
        // A policy belongs to one sink; AWS shows it with no other resource.
        resources: ["*"],
        conditions: {
          StringEquals: { "aws:PrincipalOrgID": props.organizationId },
          "ForAllValues:StringEquals": { "oam:ResourceTypes": [sharedResourceType] },
          Null: { "oam:ResourceTypes": "false" },
        },
      },
    ]);
    this.arns = Object.fromEntries(
      props.regions.map((region) => {
        const sink = new OamSink(this, region, { region, name: props.sinkName });
        new OamSinkPolicy(this, `policy-${region}`, { region, sinkIdentifier: sink.arn, policy: policy.json });
        return [region, sink.arn];
      }),
    );
  }
}
