import { DataAwsLbs } from "@cdktf/provider-aws/lib/data-aws-lbs";
import { Construct } from "constructs";
import { Discovery, ResourceSelection, selectResources } from "./resource-selection";
import { VendedLogDelivery } from "./vended-log-delivery";

export interface LoadBalancerLogsProps extends ResourceSelection {
  readonly regions: readonly string[];
  /** Whether health checks are logged, too, each of which is charged like a request. */
  readonly healthChecks: boolean;
  /** Begins the names of the delivery sources. */
  readonly namePrefix: string;
  /** Region -> delivery destination. */
  readonly destinationArns: Readonly<Record<string, string>>;
}

/** What each kind of load balancer can say. A Network Load Balancer logs the requests of its TLS listeners only. */
const logs = ({ healthChecks }: LoadBalancerLogsProps) => ({
  app: [
    { name: "alb-access", logType: "ALB_ACCESS_LOGS" },
    { name: "alb-connections", logType: "ALB_CONNECTION_LOGS" },
    ...(healthChecks ? [{ name: "alb-health-checks", logType: "ALB_HEALTH_CHECK_LOGS" }] : []),
  ],
  net: [{ name: "nlb-access", logType: "NLB_ACCESS_LOGS" }],
});

const loadBalancers: Discovery = (scope, region) => `${new DataAwsLbs(scope, `found-${region}`, { region }).fqn}.arns`;

/**
 * Application and Network Load Balancers deliver their access, connection, TLS and, unless they are left out, health-check
 * logs to the archive, whoever made them. Classic Load Balancers cannot be attached to from outside: their owners name the archive's bucket.
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html
 */
export class LoadBalancerLogs extends Construct {
  constructor(scope: Construct, id: string, props: LoadBalancerLogsProps) {
    super(scope, id);
    for (const region of props.regions) {
      let found: string | undefined;
      const discover: Discovery = (...parameters) => (found ??= loadBalancers(...parameters));
      for (const [kind, kindLogs] of Object.entries(logs(props))) {
        const pattern = `:loadbalancer/${kind}/`;
        const resources = selectResources(this, `${kind}-${region}`, region, props, discover, pattern);
        if (!resources) continue;
        for (const { name, logType } of kindLogs) {
          new VendedLogDelivery(this, `${name}-${region}`, {
            region,
            resources,
            logType,
            namePrefix: `${props.namePrefix}-${name}`,
            destinationArn: props.destinationArns[region] ?? "",
          });
        }
      }
    }
  }
}
